"""Registered organisations: data, confirmation, code, validity (ID-71, ID-78 to ID-82, ID-86)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from services.kernel.eventkit.domain import VISITOR, Role
from tests.unit.identity.stage import (
    PASSWORD,
    Stage,
    as_organisation,
    as_staff,
    organisation,
    tokyo,
)

OFFICE = "office@kakehashi.example"
WISH = {"person_in_charge": "佐藤 次郎", "items": "住所を大阪府に変更"}


def _update(organisation_id: str, **more: Any) -> dict[str, Any]:
    data = organisation(**more)
    for fixed in ("kind", "category", "listed"):
        del data[fixed]
    return {**data, "organisation_id": organisation_id}


def _own(stage: Stage, name: str, organisation_id: str, **payload: Any) -> Any:
    return stage.run(name, payload, as_organisation(organisation_id))


def _shown(stage: Stage, organisation_id: str) -> dict[str, Any]:
    found: dict[str, Any] = stage.run(
        "get_organisation", {"organisation_id": organisation_id}, as_organisation(organisation_id)
    )
    return found


@pytest.mark.requirement("ID-80")
@pytest.mark.requirement("ID-81")
def test_asking_for_a_change_changes_nothing_until_the_secretariat_applies_it(
    stage: Stage,
) -> None:
    approved = stage.active_organisation()
    organisation_id = approved["organisation_id"]
    asked = _own(stage, "request_organisation_change", organisation_id, **WISH)
    assert _shown(stage, organisation_id)["address"] == "東京都千代田区1-1"
    for actor in (as_organisation(organisation_id), as_staff(Role.OPERATOR), VISITOR):
        refused = stage.refusal("update_organisation", _update(organisation_id), actor)
        assert refused.code == "not-permitted"
    waiting = stage.run("find_organisation_changes", {}, as_staff())
    assert waiting["items"] == [
        {
            "request_id": asked["request_id"],
            "organisation_id": organisation_id,
            "institution_id": approved["institution_id"],
            "name": "かけはし協会",
            "name_en": "Kakehashi Association",
            **WISH,
            "by_mail": False,
            "requested_at": "2024-05-01T03:00:00+00:00",
            "settled_at": None,
        }
    ]
    payload = _update(organisation_id, address="大阪府大阪市1-1")
    stage.run("update_organisation", {**payload, "request_id": asked["request_id"]}, as_staff())
    assert _shown(stage, organisation_id)["address"] == "大阪府大阪市1-1"
    assert stage.run("find_organisation_changes", {}, as_staff())["total"] == 0
    settled = {"organisation_id": organisation_id, "open": False}
    assert stage.run("find_organisation_changes", settled, as_staff())["total"] == 1
    again = stage.refusal(
        "update_organisation", {**payload, "request_id": asked["request_id"]}, as_staff()
    )
    assert again.code == "organisation-change-not-open"


@pytest.mark.requirement("ID-81")
def test_the_secretariat_enters_a_wish_that_came_by_mail(stage: Stage) -> None:
    organisation_id = stage.active_organisation()["organisation_id"]
    stage.run(
        "request_organisation_change", {**WISH, "organisation_id": organisation_id}, as_staff()
    )
    found = stage.run("find_organisation_changes", {}, as_organisation(organisation_id))
    assert [each["by_mail"] for each in found["items"]] == [True]
    others = stage.run("find_organisation_changes", {}, as_organisation("another"))
    assert others["total"] == 0


@pytest.mark.requirement("ID-75")
@pytest.mark.requirement("ID-81")
def test_an_update_tells_the_new_name_and_keeps_kind_category_and_id(stage: Stage) -> None:
    approved = stage.active_organisation(kind="simple", category="school")
    stage.run(
        "update_organisation",
        _update(approved["organisation_id"], name="新かけはし", institution_type="school"),
        as_staff(),
    )
    told = next(e for e in stage.published if e.type == "OrganisationInfoUpdated").data
    assert (told["name"], told["kind"], told["category"]) == ("新かけはし", "simple", "school")
    shown = _shown(stage, approved["organisation_id"])
    assert shown["institution_id"] == approved["institution_id"]
    for fixed in ("kind", "category", "institution_id"):
        payload = {**_update(approved["organisation_id"]), fixed: "full"}
        assert list(stage.refusal("update_organisation", payload, as_staff()).fields) == [fixed]
    session = stage.log_in(OFFICE, kind="organisation")
    found = stage.run("resolve_session", {"token": session["token"]}, VISITOR)
    assert found["display_name"] == "新かけはし"


@pytest.mark.requirement("ID-81")
def test_another_address_is_another_login_id(stage: Stage) -> None:
    approved = stage.active_organisation()
    payload = _update(approved["organisation_id"], email="new@kakehashi.example")
    stage.run("update_organisation", payload, as_staff())
    assert stage.login_refusal(OFFICE, PASSWORD, "organisation") == "login-refused"
    assert stage.log_in("new@kakehashi.example", kind="organisation")
    mail = stage.mail("temporary-x", account_id=approved["account_id"])
    assert mail["address"] == "new@kakehashi.example"
    assert stage.approved_organisation(name="後から来た団体")


def test_an_address_of_another_organisation_is_refused(stage: Stage) -> None:
    stage.active_organisation(email="taken@kakehashi.example")
    second = stage.active_organisation()["organisation_id"]
    payload = _update(second, email="Taken@kakehashi.example")
    assert stage.refusal("update_organisation", payload, as_staff()).code == "login-id-in-use"
    stale = {**_update(second), "expected_version": 1}
    assert stage.refusal("update_organisation", stale, as_staff()).code == "stale-form"


@pytest.mark.requirement("ID-79")
def test_the_data_of_jica_are_kept_once_and_seen_by_every_jica_account(stage: Stage) -> None:
    tokyo_office = stage.active_organisation(category="jica", email="a@jica.example")
    osaka_office = stage.active_organisation(category="jica", email="b@jica.example")
    other = stage.active_organisation()
    ids = [each["organisation_id"] for each in (tokyo_office, osaka_office, other)]
    assert [_shown(stage, each)["common"] for each in ids] == [None, None, None]
    common = {
        "name": "独立行政法人国際協力機構",
        "name_en": "Japan International Cooperation Agency",
        "address": "東京都千代田区二番町5-25",
        "telephone": "03-5226-6660",
        "website": "https://www.jica.example",
        "activity": "国際協力",
    }
    before = stage.store.last_position()
    stage.run("update_jica_common_data", common, as_staff())
    assert stage.store.last_position() == before + 1
    assert [_shown(stage, each)["common"] for each in ids] == [common, common, None]
    listed = stage.run("find_organisations", {"category": "jica"}, VISITOR)
    assert [each["common"] for each in listed["items"]] == [common, common]
    told = stage.published[-1]
    assert (told.type, told.data["scope"]) == ("OrganisationInfoUpdated", "jica-common")
    form = stage.run("get_jica_common_data", {}, as_staff())
    assert (form["organisations"], form["version"], form["name"]) == (2, 1, common["name"])
    stage.run("update_jica_common_data", common, as_staff())
    assert stage.store.last_position() == before + 1
    stale = stage.refusal("update_jica_common_data", {**common, "expected_version": 0}, as_staff())
    assert stale.code == "stale-form"


def _answers(stage: Stage) -> dict[str, int]:
    counts: dict[str, int] = stage.run("find_organisations_in_care", {}, as_staff())["counts"]
    return {key: counts[key] for key in ("confirmed", "changed", "unanswered", "not-asked")}


@pytest.mark.requirement("ID-78")
def test_the_secretariat_sees_who_confirmed_changed_or_did_not_answer(stage: Stage) -> None:
    confirming, changing, silent = (
        stage.active_organisation(email=f"{name}@example.jp")["organisation_id"]
        for name in ("confirming", "changing", "silent")
    )
    assert _answers(stage) == {"confirmed": 0, "changed": 0, "unanswered": 0, "not-asked": 3}
    stage.until(tokyo(2025, 5, 1, 0, 0) - timedelta(seconds=1))
    assert _answers(stage)["unanswered"] == 0
    assert _shown(stage, silent)["confirmation"] == "not-asked"
    stage.until(tokyo(2025, 5, 1, 0, 0))
    assert _answers(stage) == {"confirmed": 0, "changed": 0, "unanswered": 3, "not-asked": 0}
    _own(stage, "confirm_organisation_info", confirming)
    _own(stage, "request_organisation_change", changing, **WISH)
    assert _answers(stage) == {"confirmed": 1, "changed": 1, "unanswered": 1, "not-asked": 0}
    for work, organisation_id in (
        ("confirmed", confirming),
        ("changed", changing),
        ("unanswered", silent),
    ):
        found = stage.run("find_organisations_in_care", {"work": work}, as_staff())
        assert [each["organisation_id"] for each in found["items"]] == [organisation_id]
        assert found["items"][0]["confirmation"] == work
    mail = stage.mail("organisation-confirmation", organisation_id=silent)
    assert mail["values"]["profile_url"] == "https://portal.example/organisation/profile"
    done = {"purpose": "organisation-confirmation", "organisation_id": confirming}
    assert (
        stage.refusal("get_mail_details", done, as_staff(Role.INTERNAL_SYSTEM)).code == "not-found"
    )


@pytest.mark.requirement("ID-82")
def test_a_registration_holds_12_months_and_is_extended_in_its_last_60_days(stage: Stage) -> None:
    organisation_id = stage.active_organisation()["organisation_id"]
    shown = _shown(stage, organisation_id)
    assert (shown["valid_until"], shown["extension_opens_on"]) == ("2025-05-31", "2025-04-01")
    stage.until(tokyo(2025, 4, 1) - timedelta(seconds=1))
    early = stage.refusal("extend_organisation", {}, as_organisation(organisation_id))
    assert early.code == "organisation-extension-not-open"
    stage.until(tokyo(2025, 4, 1))
    assert _shown(stage, organisation_id)["extension_open"]
    extension = {"work": "extension"}
    assert stage.run("find_organisations_in_care", extension, as_staff())["total"] == 1
    mail = stage.mail("organisation-extension", organisation_id=organisation_id)
    assert mail["values"]["valid_until"] == "2025-05-31"
    answer = _own(stage, "extend_organisation", organisation_id)
    assert answer["valid_until"] == "2026-05-31"
    assert stage.run("find_organisations_in_care", extension, as_staff())["total"] == 0
    stage.until(tokyo(2025, 6, 1))
    assert _shown(stage, organisation_id)["status"] == "registered"


@pytest.mark.requirement("ID-82")
def test_a_registration_lapses_after_its_last_day_and_is_extended_late(stage: Stage) -> None:
    organisation_id = stage.active_organisation()["organisation_id"]
    stage.until(tokyo(2025, 6, 1) - timedelta(seconds=1))
    assert _shown(stage, organisation_id)["status"] == "registered"
    stage.until(tokyo(2025, 6, 1))
    assert _shown(stage, organisation_id)["status"] == "expired"
    assert stage.run("find_organisations", {}, VISITOR)["total"] == 0
    expired = stage.run("find_organisations_in_care", {"work": "expired"}, as_staff())
    assert expired["total"] == 1
    assert stage.mail("organisation-expired", organisation_id=organisation_id)
    assert stage.log_in(OFFICE, kind="organisation")
    late = {"organisation_id": organisation_id}
    assert stage.run("extend_organisation", late, as_staff())["valid_until"] == "2026-06-30"
    assert _shown(stage, organisation_id)["status"] == "registered"
    assert stage.run("find_organisations", {}, VISITOR)["total"] == 1


@pytest.mark.requirement("ID-86")
def test_hello_work_staff_record_an_establishment_without_mypage(stage: Stage) -> None:
    payload = organisation(without_login=True)
    staff = as_staff(Role.HELLO_WORK)
    assert stage.refusal("request_organisation_registration", payload).code == "not-permitted"
    organisation_id = stage.run("request_organisation_registration", payload, staff)[
        "organisation_id"
    ]
    answer = stage.run("approve_organisation", {"organisation_id": organisation_id}, as_staff())
    assert stage.documents("organisations")[organisation_id]["has_mypage"] is False
    told = next(e for e in stage.published if e.type == "OrganisationRegistered").data
    assert told["has_mypage"] is False
    assert answer["account_id"] not in stage.documents("accounts")
    assert stage.login_refusal(OFFICE, PASSWORD, "organisation") == "login-refused"
    welcome = {"purpose": "organisation-registered", "organisation_id": organisation_id}
    system = as_staff(Role.INTERNAL_SYSTEM)
    assert stage.refusal("get_mail_details", welcome, system).code == "not-found"
    without = stage.run("find_organisations_in_care", {"work": "without-mypage"}, as_staff())
    assert without["total"] == 1
    with_login = stage.active_organisation()
    assert stage.documents("organisations")[with_login["organisation_id"]]["has_mypage"] is True


def test_an_update_of_an_establishment_without_login_touches_no_account(stage: Stage) -> None:
    payload = organisation(without_login=True)
    organisation_id = stage.run(
        "request_organisation_registration", payload, as_staff(Role.HELLO_WORK)
    )["organisation_id"]
    stage.run("approve_organisation", {"organisation_id": organisation_id}, as_staff())
    stage.run("update_organisation", _update(organisation_id, name="別名"), as_staff())
    assert stage.documents("accounts") == {}
    assert stage.active_organisation()["institution_id"] == "K000002"
