"""Mails about registrations: results, notices and reminders (ID-09, ID-14 to ID-17, ID-30, ME-31)."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.contracts.refused import Refused
from tests.support.rehearsal import tokyo
from tests.unit.messaging.stage import Stage

NOTICES = ["2024-04-01T00:00:00+00:00", "2024-05-01T00:00:00+00:00", "2024-05-24T00:00:00+00:00"]


@pytest.fixture
def stage() -> Stage:
    return Stage()


def _hear(stage: Stage, kind: str, whom: str = "hanako", **data: Any) -> None:
    stage.hear("identity", kind, whom, {"account_id": whom, **data})


@pytest.mark.requirement("ME-31")
@pytest.mark.parametrize(
    ("kind", "values", "contents"),
    [
        (
            "FullRegistrationApproved",
            {"valid_until_on": "2025-03-31"},
            ["承認しました", "2025年3月31日（月）"],
        ),
        (
            "FullRegistrationRejected",
            {"reason": "経験の確認ができません"},
            ["経験の確認ができません"],
        ),
        (
            "FullRegistrationReturned",
            {
                "message": "職歴の詳細",
                "items": ["basic", "career"],
                "complete_by_on": "2024-04-30",
            },
            ["職歴の詳細", "基本情報、職歴", "2024年4月30日（火）"],
        ),
        ("FullRegistrationRequestCleanedUp", {}, ["終了しました"]),
        ("TalentRegistrationExpired", {}, ["簡易登録者になりました"]),
        ("UserSuspended", {"reason": "規約第5条"}, ["規約第5条"]),
        ("UserReinstated", {}, ["解除しました"]),
    ],
)
@pytest.mark.parametrize("whom", ["hanako", "taro"])
def test_each_step_of_a_registration_is_mailed_in_the_persons_language(
    stage: Stage, kind: str, values: dict[str, Any], contents: list[str], whom: str
) -> None:
    stage.values(whom, **values)
    _hear(stage, kind, whom)
    stage.deliver()
    (mail,) = stage.transport.sent
    assert mail.address == f"{whom}@mail.example"
    if whom == "hanako":
        assert all(content in mail.letter.text for content in contents)
    else:
        assert "Dear Taro," in mail.letter.text
        assert mail.letter.subject.isascii() or "Kakehashi" in mail.letter.subject


@pytest.mark.requirement("ID-15")
def test_extension_notices_go_out_on_their_days(stage: Stage) -> None:
    stage.values("hanako", valid_until_on="2024-05-31")
    _hear(stage, "TalentRegistrationExtended", notices_at=NOTICES)
    stage.until(tokyo(2024, 4, 1, 8, 59))
    assert stage.transport.sent == []
    stage.until(tokyo(2024, 4, 1, 9, 0, 1))
    assert len(stage.transport.sent) == 1
    assert "2024年5月31日（金）" in stage.transport.sent[0].letter.text
    stage.until(tokyo(2024, 6, 1))
    assert len(stage.transport.sent) == 3
    assert [key for key in stage.documents("due") if "extension" in key] == []


@pytest.mark.requirement("ID-15")
def test_an_extension_replaces_the_notices_still_to_come(stage: Stage) -> None:
    stage.values("hanako", valid_until_on="2025-05-31")
    _hear(stage, "TalentRegistrationExtended", notices_at=NOTICES)
    stage.until(tokyo(2024, 4, 2))
    later = [moment.replace("2024", "2025") for moment in NOTICES]
    _hear(stage, "TalentRegistrationExtended", notices_at=later)
    stage.until(tokyo(2024, 12, 31))
    assert len(stage.transport.sent) == 1
    stage.until(tokyo(2025, 4, 2))
    assert len(stage.transport.sent) == 2


@pytest.mark.requirement("ID-17")
def test_who_has_not_updated_for_a_year_is_asked_and_again_a_year_later(stage: Stage) -> None:
    _hear(stage, "UserRegistered", confirm_at="2025-03-01T00:00:00+00:00")
    _hear(stage, "UserProfileUpdated", sections=["basic"], confirm_at="2025-04-01T00:00:00+00:00")
    stage.until(tokyo(2025, 3, 31))
    assert stage.transport.sent == []
    stage.until(tokyo(2025, 4, 1, 9, 0, 1))
    (mail,) = stage.transport.sent
    assert "https://portal.example/mypage/confirmation" in mail.letter.text
    stage.until(tokyo(2026, 4, 3))
    assert len(stage.transport.sent) == 2


@pytest.mark.requirement("ME-32")
@pytest.mark.requirement("ID-21")
@pytest.mark.parametrize("end", ["UserDeceasedRecorded", "UserWithdrawn"])
def test_whoever_is_gone_is_reminded_of_nothing(stage: Stage, end: str) -> None:
    _hear(stage, "UserRegistered", confirm_at="2025-03-01T00:00:00+00:00")
    _hear(stage, "FullRegistrationApproved", request_id="r", notices_at=NOTICES)
    _hear(stage, end)
    del stage.details["hanako"]
    stage.until(tokyo(2026, 1, 1))
    assert stage.transport.sent == []
    assert [key for key in stage.documents("due") if key.startswith("remind-")] == []


@pytest.mark.requirement("ME-32")
def test_a_reminder_that_no_longer_applies_is_suppressed_on_record(stage: Stage) -> None:
    def refuse(question: Any) -> Any:
        raise Refused({"code": "not-found", "kind": "not-found"})

    stage.neighbours.answers["identity", "get_mail_details"] = refuse
    _hear(stage, "UserRegistered", confirm_at="2025-03-01T00:00:00+00:00")
    stage.until(tokyo(2025, 3, 2))
    states = [document["state"] for document in stage.documents("notice_mails").values()]
    assert "suppressed" in states
    assert stage.transport.sent == []
