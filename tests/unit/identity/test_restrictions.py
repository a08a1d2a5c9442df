"""JOCV returnees, restriction of use, recorded death, and finding people (ID-12, ID-13, ID-21, ID-30)."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import SYSTEM, VISITOR, Role
from tests.unit.identity.people_cast import CHECKED, People
from tests.unit.identity.seekers import online_seeker, settings_of
from tests.unit.identity.stage import MAIL, PASSWORD, WRONG, as_individual, as_staff

OFFICE = as_staff()
COUNTER = as_staff(Role.HELLO_WORK)


@pytest.fixture
def stage() -> People:
    return People()


@pytest.fixture
def person(stage: People) -> str:
    return stage.opened()


def _returnee(stage: People, person: str, *, returnee: bool = True) -> None:
    payload = {"account_id": person, "returnee": returnee}
    stage.run("record_jocv_returnee", payload, OFFICE)


@pytest.mark.requirement("ID-12")
@pytest.mark.requirement("ID-13")
def test_the_view_of_jocv_jobs_comes_with_the_second_condition(stage: People, person: str) -> None:
    _returnee(stage, person)
    assert stage.types()[-1] == "JocvReturneeRecorded"
    assert stage.facets(MAIL) == set()
    stage.full(person)
    assert stage.types()[-2:] == ["FullRegistrationApproved", "JocvListingViewGranted"]
    assert stage.facets(MAIL) == {"full-registrant", "jocv-view"}


@pytest.mark.requirement("ID-12")
@pytest.mark.requirement("ID-13")
def test_it_comes_as_well_when_the_record_is_the_later_one(stage: People, person: str) -> None:
    stage.full(person)
    _returnee(stage, person)
    assert stage.types()[-2:] == ["JocvReturneeRecorded", "JocvListingViewGranted"]
    position = stage.store.last_position()
    _returnee(stage, person)
    assert stage.store.last_position() == position


@pytest.mark.requirement("ID-13")
def test_it_goes_when_either_condition_becomes_false(stage: People, person: str) -> None:
    stage.full(person)
    _returnee(stage, person)
    _returnee(stage, person, returnee=False)
    assert stage.types()[-1] == "JocvListingViewRevoked"
    assert stage.facets(MAIL) == {"full-registrant"}
    _returnee(stage, person)
    stage.wait(days=400)
    assert stage.types()[-2:] == ["TalentRegistrationExpired", "JocvListingViewRevoked"]
    assert stage.facets(MAIL) == set()


@pytest.mark.requirement("ID-13")
def test_it_is_held_never_twice_and_never_by_who_is_not_both(stage: People, person: str) -> None:
    stage.full(person)
    _returnee(stage, person)
    stage.run("suspend_user", {"account_id": person, "reason": "x"}, OFFICE)
    stage.run("reinstate_user", {"account_id": person}, OFFICE)
    stage.run("leave", {"confirmed": True}, as_individual(person))
    view = [name for name in stage.types() if name.startswith("JocvListingView")]
    assert view == ["JocvListingViewGranted", "JocvListingViewRevoked"] * 2


@pytest.mark.requirement("ID-30")
@pytest.mark.parametrize("staff", [OFFICE, COUNTER], ids=["secretariat", "Hello Work"])
def test_a_restricted_account_is_told_by_mail_and_cannot_be_used(
    stage: People, person: str, staff: object
) -> None:
    token = stage.log_in()["token"]
    stage.run("suspend_user", {"account_id": person, "reason": "規約第5条"}, staff)  # type: ignore[arg-type]
    assert stage.types()[-2:] == ["SessionEnded", "UserSuspended"]
    assert stage.refusal("resolve_session", {"token": token}).code == "session-ended"
    assert stage.login_refusal(password=PASSWORD) == "account-suspended"
    mail = stage.mail("user-suspended", account_id=person)
    assert (mail["address"], mail["values"]["reason"]) == (MAIL, "規約第5条")
    shown = stage.run("get_person", {"account_id": person}, COUNTER)
    assert shown["restriction"]["reason"] == "規約第5条"
    stage.run("reinstate_user", {"account_id": person}, staff)  # type: ignore[arg-type]
    assert stage.log_in()["account_id"] == person
    assert stage.mail("user-reinstated", account_id=person)["address"] == MAIL


@pytest.mark.requirement("ID-30")
def test_a_wrong_password_learns_nothing_of_a_restriction(stage: People, person: str) -> None:
    stage.run("suspend_user", {"account_id": person, "reason": "x"}, OFFICE)
    assert stage.login_refusal(password=WRONG) == "login-refused"
    payload = {"login_id": MAIL, "birth_on": "1990-04-01"}
    assert stage.refusal("check_reissue_identity", payload).code == "reissue-data-wrong"


@pytest.mark.requirement("ID-21")
def test_a_deceased_person_cannot_log_in_and_gets_no_mail(stage: People, person: str) -> None:
    stage.full(person)
    token = stage.log_in()["token"]
    obituary = {"account_id": person, "matched": True, "obituary": "社内掲示 2024-05"}
    stage.run("record_death", obituary, OFFICE)
    assert stage.types()[-2:] == ["SessionEnded", "UserDeceasedRecorded"]
    assert stage.refusal("resolve_session", {"token": token}).code == "session-ended"
    assert stage.login_refusal(password=PASSWORD) == "login-refused"
    assert stage.refusal("get_mail_details", {"purpose": "x", "account_id": person}, SYSTEM)
    before = len(stage.published)
    stage.wait(minutes=10)
    stage.run("request_opening", {"email": MAIL}, VISITOR)
    stage.wait(days=800)
    assert stage.types()[before:] == []


@pytest.mark.requirement("ID-21")
def test_a_record_in_error_is_revoked_and_the_person_is_as_before(
    stage: People, person: str
) -> None:
    stage.full(person)
    until = stage.own(person)["validity"]["until"]
    obituary = {"account_id": person, "matched": True, "obituary": "社内掲示"}
    stage.run("record_death", obituary, OFFICE)
    stage.run("revoke_death_record", {"account_id": person, "reason": "同姓同名"}, OFFICE)
    assert stage.published[-1].data["valid_until_on"] == until
    assert stage.facets(MAIL) == {"full-registrant"}
    stage.wait(days=400)
    assert "TalentRegistrationExpired" in stage.types()


@pytest.mark.requirement("ID-21")
def test_a_death_is_recorded_only_after_matching_by_hand(stage: People, person: str) -> None:
    payload = {"account_id": person, "matched": False, "obituary": "社内掲示"}
    assert list(stage.refusal("record_death", payload, OFFICE).fields) == ["matched"]
    refusal = stage.refusal("record_death", {**payload, "matched": True}, COUNTER)
    assert refusal.code == "not-permitted"


@pytest.mark.requirement("ID-21")
@pytest.mark.parametrize(
    ("conditions", "count"),
    [
        ({"name": "山田"}, 2),
        ({"name": "山田花子"}, 1),
        ({"name": "ﾔﾏﾀﾞ　ﾊﾅｺ"}, 2),
        ({"birth_on": "1990-04-01"}, 1),
        ({"name": "山田", "birth_on": "1985-01-01"}, 1),
        ({"name": "鈴木"}, 0),
        ({"login_id": MAIL.upper()}, 1),
        ({"login_id": "nobody@example.jp"}, 0),
        ({"name": "山田", "status": "full"}, 0),
    ],
)
def test_a_person_is_found_by_name_birth_date_or_login_id(
    stage: People, person: str, conditions: dict[str, str], count: int
) -> None:
    stage.opened("taro@example.jp", name="山田 太郎", birth_on="1985-01-01")
    found = stage.run("find_people", conditions, OFFICE)
    assert (found["total"], len(found["items"])) == (count, count)


def test_finding_needs_a_condition_and_does_not_find_leavers(stage: People, person: str) -> None:
    assert list(stage.refusal("find_people", {}, OFFICE).fields) == ["name"]
    stage.run("leave", {"confirmed": True}, as_individual(person))
    assert stage.run("find_people", {"name": "山田"}, OFFICE)["items"] == []
    assert stage.refusal("get_person", {"account_id": person}, OFFICE).code == "not-found"


@pytest.mark.requirement("ID-21")
def test_recorded_deaths_are_listed_for_the_secretariat(stage: People, person: str) -> None:
    obituary = {"account_id": person, "matched": True, "obituary": "社内掲示"}
    stage.run("record_death", obituary, OFFICE)
    listed = stage.run("find_restricted_people", {}, OFFICE)["items"]
    assert [one["account_id"] for one in listed] == [person]
    assert stage.run("find_restricted_people", {"status": "suspended"}, COUNTER)["total"] == 0
    assert stage.refusal("find_restricted_people", {}, COUNTER).code == "not-permitted"


@pytest.mark.requirement("ID-21")
def test_a_deceased_person_is_found_by_the_secretariat_alone(stage: People) -> None:
    who = online_seeker(stage)
    number = settings_of(stage, who)["registration"]["number"]
    asked = {
        "find_people": {"name": "山田"},
        "get_person": {"account_id": who},
        "find_job_seeker": {"number": number},
        "get_job_seeker": {"account_id": who},
    }
    assert all(stage.run(name, payload, COUNTER) for name, payload in asked.items())
    obituary = {"account_id": who, "matched": True, "obituary": "社内掲示"}
    stage.run("record_death", obituary, OFFICE)
    assert stage.run("find_people", asked.pop("find_people"), COUNTER)["total"] == 0
    for name, payload in asked.items():
        assert stage.refusal(name, payload, COUNTER).code == "not-found"
    assert stage.run("find_people", {"name": "山田"}, OFFICE)["total"] == 1
    assert stage.run("get_person", {"account_id": who}, OFFICE)["death"]["obituary"] == "社内掲示"


def test_hello_work_staff_see_who_somebody_is_and_not_the_whole_register(
    stage: People, person: str
) -> None:
    request_id = stage.requested(person)
    stage.run("approve_full_registration", stage.decision(person, request_id, **CHECKED), OFFICE)
    sections = stage.run("get_person", {"account_id": person}, COUNTER)["sections"]
    assert set(sections) == {"basic", "contact"}
    assert len(stage.run("get_person", {"account_id": person}, OFFICE)["sections"]) == 8
