"""Mails about the registration of an organisation (ID-71, ID-78, ID-82, ME-31)."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.contracts.refused import Refused
from tests.support.rehearsal import tokyo
from tests.unit.messaging.stage import Stage

NOTICES = ["2025-02-01T00:00:00+00:00", "2025-03-01T00:00:00+00:00"]
CONFIRM = "2025-03-10T00:00:00+00:00"


@pytest.fixture
def stage() -> Stage:
    return Stage()


def _hear(stage: Stage, kind: str, **data: Any) -> None:
    stage.hear("identity", kind, "org-1", {"organisation_id": "org-1", **data})


@pytest.mark.parametrize(
    ("kind", "values", "contents"),
    [
        (
            "OrganisationCodeReissued",
            {"organisation_code": "ABCD2345EFGH", "institution_id": "K000001"},
            {"ja": ["ABCD2345EFGH", "再発行"], "en": ["ABCD2345EFGH", "void"]},
        ),
        (
            "OrganisationRegistrationExpired",
            {"valid_until": "2025-03-31"},
            {"ja": ["2025年3月31日（月）"], "en": ["31 March 2025", "lapsed"]},
        ),
    ],
)
@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.requirement("ID-71")
@pytest.mark.requirement("ID-82")
def test_what_happens_to_a_registration_is_mailed(
    stage: Stage,
    kind: str,
    values: dict[str, Any],
    contents: dict[str, list[str]],
    language: str,
) -> None:
    stage.details["org-1"]["language"] = language
    stage.values("org-1", **values)
    _hear(stage, kind)
    stage.deliver()
    (mail,) = stage.transport.sent
    assert mail.address == "body@org.example"
    assert all(content in mail.letter.text for content in contents[language])


@pytest.mark.requirement("ID-82")
def test_notices_go_out_60_and_30_days_before_the_end(stage: Stage) -> None:
    stage.values("org-1", valid_until="2025-03-31")
    _hear(stage, "OrganisationRegistrationExtended", notices_at=NOTICES)
    stage.until(tokyo(2025, 2, 1, 8, 59))
    assert stage.transport.sent == []
    stage.until(tokyo(2025, 2, 1, 9, 0, 1))
    assert ["延長登録" in mail.letter.text for mail in stage.transport.sent] == [True]
    later = [moment.replace("2025", "2026") for moment in NOTICES]
    _hear(stage, "OrganisationRegistrationExtended", notices_at=later)
    stage.until(tokyo(2025, 12, 31))
    assert len(stage.transport.sent) == 1
    stage.until(tokyo(2026, 3, 2))
    assert len(stage.transport.sent) == 3


@pytest.mark.requirement("ID-78")
def test_an_organisation_is_asked_yearly_until_it_answers(stage: Stage) -> None:
    _hear(
        stage,
        "OrganisationRegistered",
        name="国際協力の会",
        name_en="Cooperation Body",
        confirm_at="2025-03-01T00:00:00+00:00",
    )
    _hear(stage, "OrganisationInfoConfirmed", confirm_at=CONFIRM)
    stage.values("org-1", profile_url="https://portal.example/organisation/profile")
    stage.deliver()
    stage.transport.sent.clear()
    stage.until(tokyo(2025, 3, 10, 8, 59))
    assert stage.transport.sent == []
    stage.until(tokyo(2025, 3, 10, 9, 0, 1))
    (mail,) = stage.transport.sent
    assert "https://portal.example/organisation/profile" in mail.letter.text
    stage.until(tokyo(2026, 3, 11))
    assert len(stage.transport.sent) == 2


@pytest.mark.requirement("ID-77")
@pytest.mark.requirement("ID-84")
@pytest.mark.parametrize("end", ["OrganisationInvalidated", "OrganisationWithdrawn"])
def test_an_organisation_that_is_gone_is_reminded_of_nothing(stage: Stage, end: str) -> None:
    _hear(stage, "OrganisationRegistrationExtended", notices_at=NOTICES)
    _hear(stage, "OrganisationInfoConfirmed", confirm_at=CONFIRM)
    _hear(stage, end, account_id="a")
    stage.until(tokyo(2026, 12, 31))
    assert stage.transport.sent == []
    assert [key for key in stage.documents("due") if key.startswith("remind-")] == []


@pytest.mark.requirement("ME-32")
def test_a_reminder_that_is_settled_is_suppressed(stage: Stage) -> None:
    def refuse(question: Any) -> Any:
        raise Refused({"code": "not-found", "kind": "not-found"})

    stage.neighbours.answers["identity", "get_mail_details"] = refuse
    _hear(stage, "OrganisationRegistrationExtended", notices_at=NOTICES[:1])
    stage.until(tokyo(2025, 2, 2))
    assert stage.transport.sent == []
    states = {document["state"] for document in stage.documents("notice_mails").values()}
    assert "suppressed" in states


def test_a_new_name_is_used_and_common_data_rename_nobody(stage: Stage) -> None:
    common = {"organisation_id": "jica-common", "scope": "jica-common"}
    stage.hear("identity", "OrganisationInfoUpdated", "jica-common", common)
    _hear(
        stage,
        "OrganisationInfoUpdated",
        scope="organisation",
        name="新しい名の会",
        name_en="New Name Body",
    )
    names = {key: each["name"] for key, each in stage.documents("organisations").items()}
    assert names == {"org-1": "新しい名の会"}


APPLICATION = {
    "application_id": "a-1",
    "reception_id": "AP00000001",
    "listing_id": "job-1",
    "organisation_id": "org-1",
    "person_id": "hanako",
}


@pytest.mark.requirement("ID-77")
@pytest.mark.requirement("ID-84")
@pytest.mark.parametrize("end", ["OrganisationInvalidated", "OrganisationWithdrawn"])
def test_applicants_whose_selection_goes_on_are_told(stage: Stage, end: str) -> None:
    for number, person in enumerate(("hanako", "taro", "taro")):
        data = {**APPLICATION, "application_id": f"a-{number}", "person_id": person}
        stage.hear("applications", "ApplicationSubmitted", f"a-{number}", data)
    over = {**APPLICATION, "application_id": "a-2", "person_id": "taro"}
    stage.hear("applications", "ApplicationCancelled", "a-2", over)
    elsewhere = {**APPLICATION, "application_id": "a-9", "organisation_id": "org-2"}
    stage.hear("applications", "ApplicationSubmitted", "a-9", elsewhere)
    _hear(stage, end, account_id="a")
    stage.deliver()
    told = {mail.address: mail.letter.text for mail in stage.transport.sent}
    assert set(told) == {"hanako@mail.example", "taro@mail.example"}
    assert "AP00000001" in told["hanako@mail.example"]
    assert "国際協力の会" in told["hanako@mail.example"]
    assert "Cooperation Body" in told["taro@mail.example"]
