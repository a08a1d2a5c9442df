"""Reissue by inquiry: who asks is compared, then a temporary password goes out (ID-67, ID-68, ID-70)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.identity.domain.account.events import TemporaryPasswordIssued
from services.identity.domain.account.office_events import LoginIdChanged
from services.identity.domain.identity_check import Comparison, Item, compare_person, is_identified
from services.identity.domain.kinds import Standing
from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.domain import SYSTEM, VISITOR, Role
from tests.unit.identity.stage import MAIL, PASSWORD, Stage, as_individual, as_staff

OFFICE = "office@kakehashi.example"
PERSON = {
    "name": "山田 花子",
    "birth_on": "1990-04-01",
    "email": MAIL,
    "address": "東京都千代田区1-1",
    "telephone": "03-0000-0000",
}
BODY = {"institution_id": "K000001", "person_in_charge": "佐藤 次郎", "email": OFFICE}


def _compare(stage: Stage, **payload: Any) -> dict[str, Any]:
    answer: dict[str, Any] = stage.run("compare_identity", payload, SYSTEM)
    return answer


@pytest.mark.requirement("ID-68")
def test_a_simple_registrant_is_compared_by_three_items(stage: Stage) -> None:
    account_id = stage.opened()
    answer = _compare(stage, account_id=account_id, **{**PERSON, "address": "", "telephone": ""})
    assert answer == {
        "account_id": account_id,
        "results": {
            "name": "same",
            "birth_on": "same",
            "email": "same",
            "address": "not-compared",
            "telephone": "not-compared",
        },
        "identified": True,
    }


@pytest.mark.requirement("ID-68")
@pytest.mark.parametrize("item", ["name", "birth_on", "email"])
def test_each_item_that_differs_is_named(stage: Stage, item: str) -> None:
    account_id = stage.opened()
    for told in ("else", ""):
        answer = _compare(stage, account_id=account_id, **{**PERSON, item: told})
        assert answer["results"][item] == "different"
        assert answer["identified"] is False


@pytest.mark.requirement("ID-68")
@pytest.mark.parametrize("item", list(PERSON))
def test_a_full_registrant_is_compared_by_all_five(item: str) -> None:
    same = compare_person(PERSON, PERSON, Standing.FULL)
    assert set(same.values()) == {Comparison.SAME}
    assert is_identified(same)
    wrong = compare_person({**PERSON, item: "x"}, PERSON, Standing.FULL)
    assert wrong[Item(item)] is Comparison.DIFFERENT
    assert not is_identified(wrong)
    nothing_registered = compare_person({**PERSON, item: ""}, {**PERSON, item: ""}, Standing.FULL)
    assert not is_identified(nothing_registered)


def test_case_width_spaces_and_hyphens_make_no_difference() -> None:
    told = {
        "name": "山田花子",
        "birth_on": "1990-04-01",
        "email": "ＨＡＮＡＫＯ@example.jp",
        "address": "東京都千代田区１－１",
        "telephone": "０３(0000)0000",
    }
    assert is_identified(compare_person(told, PERSON, Standing.FULL))


def test_whoever_has_left_is_compared_with_nothing(stage: Stage) -> None:
    account_id = stage.opened()
    body = stage.active_organisation()
    stage.run("leave", {"confirmed": True}, as_individual(account_id))
    for whom in (
        {"account_id": account_id},
        {"account_id": body["account_id"]},
        {"account_id": "nobody"},
        {"organisation_id": "nobody"},
        {},
    ):
        assert stage.refusal("compare_identity", {**PERSON, **whom}, SYSTEM).code == "not-found"


@pytest.mark.requirement("ID-70")
@pytest.mark.parametrize("item", ["", *BODY])
def test_an_organisation_is_compared_by_id_person_and_address(stage: Stage, item: str) -> None:
    approved = stage.active_organisation()
    told = {**BODY, **({item: "x"} if item else {})}
    answer = _compare(stage, organisation_id=approved["organisation_id"], **told)
    assert answer["account_id"] == approved["account_id"]
    assert answer["identified"] is (item == "")
    assert set(answer["results"]) == set(BODY)


def _checked(stage: Stage, account_id: str, *, identified: bool = True) -> dict[str, str]:
    """A check that messaging recorded now."""
    verified_at = stage.clock.at.isoformat()

    def answer(question: Any) -> Any:
        if question["check_id"] != "check":
            raise Refused({"code": "not-found", "kind": "not-found"})
        return {
            "account_id": account_id,
            "identified": identified,
            "verified_at": verified_at,
        }

    stage.neighbours.answers["messaging", "get_identity_check"] = answer
    return {"check_id": "check"}


@pytest.mark.requirement("ID-67")
def test_a_temporary_password_goes_to_the_registered_address(stage: Stage) -> None:
    account_id = stage.opened()
    for _ in range(3):
        stage.login_refusal()
    answer = stage.run("reissue_after_inquiry", _checked(stage, account_id), as_staff())
    temporary = stage.temporary_password(account_id)
    assert temporary not in repr(answer)
    assert stage.mail("temporary-password", account_id=account_id)["address"] == MAIL
    assert stage.log_in(MAIL, temporary)["must_change_password"]


@pytest.mark.requirement("ID-67")
def test_a_new_address_becomes_the_login_id_with_the_reissue(stage: Stage) -> None:
    account_id, new = stage.opened(), "hanako.new@example.jp"
    payload = {**_checked(stage, account_id), "new_email": new}
    first = stage.run("reissue_after_inquiry", payload, as_staff(), command_id="reissue")
    again = stage.run("reissue_after_inquiry", payload, as_staff(), command_id="reissue")
    assert (first["repeated"], again["repeated"]) == (False, True)
    mail = stage.mail("temporary-password", account_id=account_id)
    assert mail["address"] == new
    temporary = mail["values"]["temporary_password"]
    assert stage.login_refusal(MAIL, temporary) == "login-refused"
    assert stage.login_refusal(MAIL, PASSWORD) == "login-refused-wait"
    assert stage.log_in(new, temporary)["must_change_password"]
    profile = stage.run("get_profile", {}, as_individual(account_id))
    assert (profile["email"], profile["login_id"]) == (new, new)
    assert stage.opened(MAIL) != account_id
    both = [
        type(event)
        for event in stage.events(f"account-{account_id}")
        if isinstance(event, LoginIdChanged | TemporaryPasswordIssued)
    ]
    assert both == [LoginIdChanged, TemporaryPasswordIssued]


@pytest.mark.requirement("ID-67")
def test_the_former_address_opens_nothing_from_the_answer_on(stage: Stage) -> None:
    account_id, new = stage.opened(), "hanako.new@example.jp"
    payload = {**_checked(stage, account_id), "new_email": new}
    # As if every reaction were late.
    stage.service = replace(stage.service, reactions=())
    stage.run("reissue_after_inquiry", payload, as_staff())
    temporary = stage.temporary_password(account_id)
    assert stage.login_refusal(MAIL, temporary) == "login-refused"
    assert stage.log_in(new, temporary)["must_change_password"]


@pytest.mark.requirement("ID-67")
def test_the_address_of_somebody_else_is_refused_and_nothing_happens(stage: Stage) -> None:
    account_id = stage.opened()
    stage.opened("taken@example.jp")
    checked = _checked(stage, account_id)
    before = stage.store.last_position()
    taken = {**checked, "new_email": "Taken@example.jp"}
    assert stage.refusal("reissue_after_inquiry", taken, as_staff()).code == "login-id-in-use"
    faulty = {**checked, "new_email": "nowhere"}
    assert list(stage.refusal("reissue_after_inquiry", faulty, as_staff()).fields) == ["new_email"]
    assert stage.store.last_position() == before
    stage.run("reissue_after_inquiry", checked, as_staff())
    again = {**checked, "new_email": "free@example.jp"}
    late = stage.refusal("reissue_after_inquiry", again, as_staff())
    assert late.code == "temporary-password-still-valid"
    assert stage.opened("free@example.jp")


@pytest.mark.requirement("ID-68")
def test_without_a_right_and_recent_check_nothing_is_issued(stage: Stage) -> None:
    account_id = stage.opened()
    failed = _checked(stage, account_id, identified=False)
    assert (
        stage.refusal("reissue_after_inquiry", failed, as_staff()).code == "identity-not-verified"
    )
    unknown = {"check_id": "another"}
    assert (
        stage.refusal("reissue_after_inquiry", unknown, as_staff()).code == "identity-not-verified"
    )
    checked = _checked(stage, account_id)
    for actor in (VISITOR, as_staff(Role.OPERATOR), as_staff(Role.HELLO_WORK)):
        assert stage.refusal("reissue_after_inquiry", checked, actor).code == "not-permitted"
    stage.clock.at += timedelta(hours=24, seconds=1)
    late = stage.refusal("reissue_after_inquiry", checked, as_staff())
    assert late.code == "identity-not-verified"
    assert "TemporaryPasswordIssued" not in stage.types()


@pytest.mark.requirement("ID-70")
def test_an_organisation_gets_its_temporary_password_by_inquiry(stage: Stage) -> None:
    approved = stage.active_organisation()
    checked = _checked(stage, approved["account_id"])
    moved = {**checked, "new_email": "new@kakehashi.example"}
    assert list(stage.refusal("reissue_after_inquiry", moved, as_staff()).fields) == ["new_email"]
    stage.run("reissue_after_inquiry", checked, as_staff())
    temporary = stage.temporary_password(approved["account_id"])
    assert stage.log_in(OFFICE, temporary, "organisation")["must_change_password"]
