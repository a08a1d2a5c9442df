"""Request for full registration, its review, its work lists and its mails (ID-07 to ID-14)."""

from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import SYSTEM, Role
from services.kernel.eventkit.domain.tokyo import tokyo_date
from tests.unit.identity.people_cast import CHECKED, COMPLETE, CONTACT, People
from tests.unit.identity.stage import MAIL, as_individual, as_staff, tokyo

OFFICE = as_staff()


@pytest.fixture
def stage() -> People:
    return People(tokyo(2024, 5, 8, 12, 0))


@pytest.fixture
def person(stage: People) -> str:
    return stage.opened()


def _lists(stage: People) -> dict[str, list[str]]:
    return {
        name: [
            item["account_id"]
            for item in stage.run("find_full_registration_requests", {"waiting_in": name}, OFFICE)[
                "items"
            ]
        ]
        for name in ("open", "overdue", "returned", "cleaning")
    }


@pytest.mark.requirement("ID-07")
def test_a_request_names_every_mandatory_item_that_is_missing(stage: People, person: str) -> None:
    refusal = stage.refusal("request_full_registration", {}, as_individual(person))
    assert refusal.code == "full-registration-items-missing"
    assert list(refusal.fields) == [
        "basic.nationality",
        "contact.address",
        "contact.telephone",
        "expertise.areas",
        "education.entries",
        "career.entries",
        "languages.entries",
        "qualifications.entries",
        "intention.intention",
    ]


@pytest.mark.requirement("ID-07")
@pytest.mark.parametrize("left_out", list(COMPLETE)[1:])
def test_one_missing_section_is_enough_to_refuse(stage: People, person: str, left_out: str) -> None:
    stage.run(
        "update_profile",
        {name: content for name, content in COMPLETE.items() if name != left_out},
        as_individual(person),
    )
    refusal = stage.refusal("request_full_registration", {}, as_individual(person))
    assert {field.partition(".")[0] for field in refusal.fields} == {left_out}


@pytest.mark.requirement("ID-08")
def test_only_one_request_is_open_at_a_time_and_a_full_registrant_files_none(
    stage: People, person: str
) -> None:
    request_id = stage.requested(person)
    me = as_individual(person)
    assert (
        stage.refusal("request_full_registration", {}, me).code
        == "full-registration-already-requested"
    )
    stage.run("approve_full_registration", stage.decision(person, request_id, **CHECKED), OFFICE)
    refusal = stage.refusal("request_full_registration", {}, me)
    assert refusal.code == "already-full-registrant"


@pytest.mark.requirement("ID-09")
def test_a_request_is_due_on_the_third_business_day_and_overdue_after_it(
    stage: People, person: str
) -> None:
    stage.complete(person)
    answer = stage.run("request_full_registration", {}, as_individual(person))
    assert answer["due_on"] == "2024-05-13"
    assert _lists(stage) == {"open": [person], "overdue": [], "returned": [], "cleaning": []}
    stage.until(tokyo(2024, 5, 13, 23, 59, 59))
    assert _lists(stage)["overdue"] == []
    stage.until(tokyo(2024, 5, 14))
    assert _lists(stage)["overdue"] == [person]
    assert stage.run("get_person", {"account_id": person}, OFFICE)["request"]["overdue"]


@pytest.mark.requirement("ID-10")
@pytest.mark.requirement("ID-05")
def test_acceptance_makes_a_full_registrant_from_that_moment(stage: People, person: str) -> None:
    assert stage.facets(MAIL) == set()
    stage.full(person)
    assert stage.types()[-1] == "FullRegistrationApproved"
    assert stage.facets(MAIL) == {"full-registrant"}
    assert stage.own(person)["status"] == "full"
    values = stage.mail("full-registration-approved", account_id=person)["values"]
    assert values["valid_until_on"] == "2025-05-31"


@pytest.mark.requirement("ID-10")
def test_a_refusal_keeps_the_simple_status_and_its_reason_is_mailed(
    stage: People, person: str
) -> None:
    request_id = stage.requested(person)
    reason = stage.decision(person, request_id, reason="実務経験が確認できません。")
    stage.run("reject_full_registration", reason, OFFICE)
    own = stage.own(person)
    assert own["status"] == "simple"
    assert own["last_decision"]["reason"] == "実務経験が確認できません。"
    values = stage.mail("full-registration-rejected", account_id=person)["values"]
    assert values["reason"] == "実務経験が確認できません。"
    # D-23: again at any time
    assert stage.run("request_full_registration", {}, as_individual(person))["due_on"]


@pytest.mark.requirement("ID-11")
@pytest.mark.parametrize("unconfirmed", ["intention_confirmed", "expertise_confirmed"])
def test_approval_needs_both_check_items_and_both_are_recorded(
    stage: People, person: str, unconfirmed: str
) -> None:
    request_id = stage.requested(person)
    payload = stage.decision(person, request_id, **{**CHECKED, unconfirmed: False})
    refusal = stage.refusal("approve_full_registration", payload, OFFICE)
    assert refusal.code == "full-registration-checks-missing"
    reasons = {"reason": "確認できません。"}
    stage.run("reject_full_registration", {**payload, **reasons}, OFFICE)
    decision = stage.run("get_person", {"account_id": person}, OFFICE)["last_decision"]
    assert decision[unconfirmed] is False
    assert [decision["intention_confirmed"], decision["expertise_confirmed"]].count(True) == 1


def test_a_decision_on_data_changed_meanwhile_is_refused(stage: People, person: str) -> None:
    request_id = stage.requested(person)
    seen = stage.run("get_person", {"account_id": person}, OFFICE)["revision"]
    stage.run("update_profile", {"contact": CONTACT}, as_individual(person))
    payload = stage.decision(person, request_id, **CHECKED, expected_revision=seen)
    assert stage.refusal("approve_full_registration", payload, OFFICE).code == "stale-form"


@pytest.mark.requirement("ID-14")
def test_a_returned_request_is_for_cleaning_after_thirty_days(stage: People, person: str) -> None:
    request_id = stage.requested(person)
    items = {"items": ["career", "basic"], "message": "職歴を詳しくご記入ください。"}
    stage.run("return_full_registration", stage.decision(person, request_id, **items), OFFICE)
    values = stage.mail("full-registration-returned", account_id=person)["values"]
    assert values["message"] == "職歴を詳しくご記入ください。"
    assert values["items"] == ["basic", "career"]
    assert values["complete_by_on"] == "2024-06-07"
    assert _lists(stage) == {"open": [], "overdue": [], "returned": [person], "cleaning": []}
    stage.wait(days=29, hours=23)
    clean = {"account_ids": [person]}
    refusal = stage.refusal("clean_full_registration_requests", clean, OFFICE)
    assert refusal.code == "full-registration-not-for-cleaning"
    assert _lists(stage)["cleaning"] == []
    stage.wait(hours=1)
    assert _lists(stage)["cleaning"] == [person]
    stage.run("clean_full_registration_requests", clean, OFFICE)
    assert stage.types()[-1] == "FullRegistrationRequestCleanedUp"
    assert stage.own(person)["status"] == "simple"
    assert stage.mail("full-registration-cleaned-up", account_id=person)["address"] == MAIL


@pytest.mark.requirement("ID-14")
def test_several_requests_are_closed_together_and_the_others_are_named(stage: People) -> None:
    people = [stage.opened(f"person{number}@example.jp") for number in range(3)]
    for person in people:
        request_id = stage.requested(person)
        if person != people[2]:
            items = {"items": ["career"], "message": "詳細"}
            payload = stage.decision(person, request_id, **items)
            stage.run("return_full_registration", payload, OFFICE)
    stage.wait(days=30)
    before = len(stage.published)
    payload: dict[str, Any] = {"account_ids": [*people, people[0]]}
    answer = stage.run("clean_full_registration_requests", payload, OFFICE, command_id="clean-1")
    assert answer["cleaned"] == people[:2]
    assert answer["refused"] == [
        {"account_id": people[2], "code": "full-registration-not-for-cleaning"}
    ]
    assert stage.types()[before:] == ["FullRegistrationRequestCleanedUp"] * 2
    again = stage.run("clean_full_registration_requests", payload, OFFICE, command_id="clean-1")
    assert again["repeated"]
    assert len(stage.published) == before + 2


def test_completing_a_returned_request_sets_a_new_due_date(stage: People, person: str) -> None:
    request_id = stage.requested(person)
    items = {"items": ["career"], "message": "詳細"}
    stage.run("return_full_registration", stage.decision(person, request_id, **items), OFFICE)
    stage.until(tokyo(2024, 5, 20, 10, 0))
    answer = stage.run("request_full_registration", {}, as_individual(person))
    assert (answer["request_id"], answer["due_on"]) == (request_id, "2024-05-23")
    assert _lists(stage)["open"] == [person]


@pytest.mark.requirement("ID-09")
def test_a_mail_on_a_decision_that_no_longer_holds_is_not_sent(stage: People, person: str) -> None:
    for purpose in (
        "full-registration-approved",
        "full-registration-rejected",
        "full-registration-returned",
        "user-suspended",
        "extension-notice",
        "data-confirmation",
    ):
        payload = {"purpose": purpose, "account_id": person}
        assert stage.refusal("get_mail_details", payload, SYSTEM).code == "not-found"


def test_nothing_is_sealed_for_ids_of_nobody(stage: People) -> None:
    payload = stage.decision("nobody", "r", reason="x")
    assert stage.refusal("reject_full_registration", payload, OFFICE).code == "not-found"
    assert "nobody" not in stage.personal_data.__dict__.get("keys", {})
    organisation = stage.active_organisation()["account_id"]
    payload = {"account_id": organisation, "reason": "x"}
    assert stage.refusal("suspend_user", payload, OFFICE).code == "not-found"


def test_the_decision_day_is_not_the_requesters(stage: People, person: str) -> None:
    request_id = stage.requested(person)
    stage.wait(days=40)
    stage.run("approve_full_registration", stage.decision(person, request_id, **CHECKED), OFFICE)
    today = tokyo_date(stage.clock.at)
    assert stage.own(person)["validity"]["until"] == f"{today.year + 1}-06-30"
    other = as_staff(Role.HELLO_WORK)
    assert stage.refusal("find_full_registration_requests", {}, other).code == "not-permitted"
