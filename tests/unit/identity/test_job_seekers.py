"""Job seekers through the service: registration, offices, validity, switching, inactivity."""

from __future__ import annotations

import pytest

from services.kernel.eventkit.domain import SYSTEM, VISITOR
from tests.unit.identity.seekers import (
    AGREED,
    HOME,
    IIDABASHI,
    PROFILE,
    SHINJUKU,
    accept_at_counter,
    at,
    by_staff,
    counter,
    counter_seeker,
    online_seeker,
    own,
    settings_of,
    sm_02_events,
)
from tests.unit.identity.stage import MAIL, Stage, as_individual, opening


@pytest.mark.requirement("ID-23")
@pytest.mark.requirement("ID-24")
@pytest.mark.requirement("ID-31")
@pytest.mark.requirement("ID-40")
def test_the_counter_way_makes_a_hello_work_user_of_that_office(stage: Stage) -> None:
    who = counter_seeker(stage)
    assert sm_02_events(stage, who) == ("JobSeekerRegistered",)
    registration = settings_of(stage, who)["registration"]
    assert registration["service_kind"] == "hello-work-user"
    assert registration["office"]["name"] == "飯田橋"
    assert registration["number"] == "13010-00000001"


@pytest.mark.requirement("ID-23")
@pytest.mark.requirement("ID-26")
@pytest.mark.requirement("ID-40")
@pytest.mark.parametrize(
    ("postal_code", "office"),
    [
        ("100-0001", "飯田橋"),
        ("１６０−００２２", "新宿"),
        ("9000001", "那覇"),
        ("〒060-0001", "札幌"),
    ],
)
def test_online_the_postal_code_of_the_residence_decides_the_office(
    stage: Stage, postal_code: str, office: str
) -> None:
    who = online_seeker(stage, information={"postal_code": postal_code})
    registration = settings_of(stage, who)["registration"]
    assert registration["service_kind"] == "online-registrant"
    assert registration["office"]["name"] == office


@pytest.mark.requirement("ID-40")
@pytest.mark.parametrize("postal_code", ["123", "abc-defg", "12345678"])
def test_a_postal_code_that_cannot_be_one_is_refused_at_its_field(
    stage: Stage, postal_code: str
) -> None:
    token = stage.asked_opening(path="job-seeker-online")
    form = opening(token, school="none", information={"postal_code": postal_code})
    refusal = stage.refusal("complete_opening", form)
    assert list(refusal.fields) == ["information.postal_code"]


@pytest.mark.requirement("ID-25")
def test_without_an_accepted_application_the_counter_opens_nothing(stage: Stage) -> None:
    payload = {"email": MAIL, "path": "job-seeker-counter", "office": IIDABASHI}
    refusal = stage.refusal("request_opening", payload, counter())
    assert refusal.code == "job-seeker-application-not-accepted"
    assert stage.events() == []


@pytest.mark.requirement("ID-25")
@pytest.mark.parametrize("day", ["2024-05-02", "2024-01-31"])
def test_an_application_of_tomorrow_or_long_ago_is_not_accepted(stage: Stage, day: str) -> None:
    payload = {
        "email": MAIL,
        "path": "job-seeker-counter",
        "application_accepted": True,
        "office": IIDABASHI,
        "application_on": day,
    }
    assert list(stage.refusal("request_opening", payload, counter()).fields) == ["application_on"]


@pytest.mark.requirement("ID-25")
def test_the_counter_needs_an_office_that_exists(stage: Stage) -> None:
    payload = {"email": MAIL, "path": "job-seeker-counter", "application_accepted": True}
    assert list(stage.refusal("request_opening", payload, counter()).fields) == ["office"]


@pytest.mark.requirement("ID-24")
@pytest.mark.requirement("ID-33")
def test_the_validity_counts_from_the_application_the_counter_accepted(stage: Stage) -> None:
    who = counter_seeker(stage, application_on="2024-04-30")
    assert settings_of(stage, who)["registration"]["valid_until"] == "2024-06-30"


@pytest.mark.requirement("ID-24")
def test_who_has_an_account_already_completes_the_counter_application_in_it(stage: Stage) -> None:
    who = stage.opened()
    stage.wait(minutes=5)
    accept_at_counter(stage)
    assert stage.types()[-1] == "AccountEmailRegistered"
    assert settings_of(stage, who)["counter_office"]["code"] == IIDABASHI
    own(stage, who, "apply_as_job_seeker", school="none", **AGREED)
    assert settings_of(stage, who)["registration"]["service_kind"] == "hello-work-user"


@pytest.mark.requirement("ID-26")
def test_a_pending_opening_becomes_that_of_a_job_seeker_when_asked_for_as_such(
    stage: Stage,
) -> None:
    stage.asked_opening()
    stage.wait(minutes=5)
    token = stage.asked_opening(path="job-seeker-online")
    assert stage.run("get_opening", {"token": token}, VISITOR)["path"] == "job-seeker-online"


@pytest.mark.requirement("ID-29")
def test_the_agreed_versions_and_the_time_are_kept(stage: Stage) -> None:
    who = online_seeker(stage)
    registration = settings_of(stage, who)["registration"]
    assert registration["terms_version"] == registration["privacy_version"] == "2024-04"
    assert registration["agreed_at"] == stage.clock.at.isoformat()


@pytest.mark.requirement("ID-29")
def test_old_texts_are_agreed_to_in_vain(stage: Stage) -> None:
    who = stage.opened()
    payload = {"school": "none", "information": HOME, **AGREED, "agreed_terms": "2020-01"}
    refusal = stage.refusal("apply_as_job_seeker", payload, as_individual(who))
    assert refusal.code == "terms-have-changed"


@pytest.mark.requirement("ID-27")
def test_a_member_of_15_cannot_apply_before_the_16th_birthday(stage: Stage) -> None:
    who = stage.opened(birth_on="2008-05-02")
    payload = {"school": "none", "information": HOME, **AGREED}
    refusal = stage.refusal("apply_as_job_seeker", payload, as_individual(who))
    assert refusal.code == "too-young-for-job-seeker"
    at(stage, 5, 2)
    stage.run("apply_as_job_seeker", payload, as_individual(who))
    assert sm_02_events(stage, who) == ("JobSeekerRegistered",)


@pytest.mark.requirement("ID-31")
def test_numbers_are_unique_and_stay_with_the_registration(stage: Stage) -> None:
    first = online_seeker(stage)
    second = online_seeker(stage, "taro@example.jp", information={"postal_code": "160-0022"})
    numbers = [settings_of(stage, who)["registration"]["number"] for who in (first, second)]
    assert numbers == ["13010-00000001", "13060-00000002"]
    by_staff(stage, first, "change_hello_work_office", office=SHINJUKU)
    own(stage, first, "deactivate_job_seeker", reason="employed")
    own(stage, first, "reactivate_job_seeker")
    assert settings_of(stage, first)["registration"]["number"] == numbers[0]


@pytest.mark.requirement("ID-32")
@pytest.mark.requirement("ID-41")
def test_the_first_use_of_an_office_makes_a_hello_work_user_there(stage: Stage) -> None:
    who = online_seeker(stage)
    by_staff(stage, who, "record_office_use", office=SHINJUKU)
    registration = settings_of(stage, who)["registration"]
    assert registration["service_kind"] == "hello-work-user"
    assert registration["office"]["name"] == "新宿"
    again = {"account_id": who, "office": SHINJUKU}
    refusal = stage.refusal("record_office_use", again, counter())
    assert refusal.code == "already-hello-work-user"
    by_staff(stage, who, "change_hello_work_office", office=IIDABASHI)
    assert settings_of(stage, who)["registration"]["office"]["name"] == "飯田橋"


@pytest.mark.requirement("ID-42")
def test_editing_replaces_the_information_and_is_told_as_an_update(stage: Stage) -> None:
    who = online_seeker(stage)
    own(stage, who, "update_job_seeker_information", **PROFILE)
    information = settings_of(stage, who)["information"]
    assert information == {**PROFILE, "postal_code": "1600022"}
    assert stage.types()[-1] == "UserProfileUpdated"


@pytest.mark.requirement("ID-42")
def test_of_two_forms_opened_side_by_side_the_second_loses_nothing(stage: Stage) -> None:
    who = online_seeker(stage)
    for appeal in ("一つ目", "二つ目"):
        stage.wait(minutes=1)
        opened = settings_of(stage, who)["information_revision"]
        changed = {**PROFILE, "appeal": appeal, "expected_revision": opened}
        own(stage, who, "update_job_seeker_information", **changed)
    assert settings_of(stage, who)["information"]["appeal"] == "二つ目"
    stale = {**changed, "appeal": "古い画面から"}
    refusal = stage.refusal("update_job_seeker_information", stale, as_individual(who))
    assert refusal.code == "stale-form"
    assert settings_of(stage, who)["information"]["appeal"] == "二つ目"
    own(stage, who, "update_job_seeker_information", **PROFILE)


@pytest.mark.requirement("ID-46")
def test_leaving_closes_the_registration_and_nothing_is_left_of_it(stage: Stage) -> None:
    who = online_seeker(stage)
    own(stage, who, "leave", confirmed=True)
    assert stage.types()[-1] == "UserWithdrawn"
    assert stage.account(who).job_seeker.status == "closed"
    payload = {"account_id": who, "organisation_id": "o-1", "blocked": True}
    assert stage.refusal("note_organisation_block", payload, SYSTEM).code == "not-found"
    assert who not in stage.documents("accounts")
    assert f"job-seeker-{who}" not in stage.documents("due")


@pytest.mark.requirement("ID-46")
def test_a_job_seeker_registers_the_password_anew(stage: Stage) -> None:
    who = online_seeker(stage)
    payload = {"current_password": "Passw0rd", "new_password": "An0therWord"}
    stage.run("change_password", payload, as_individual(who))
    assert stage.log_in(password="An0therWord")["token"]


@pytest.mark.requirement("ID-47")
def test_staff_find_the_seeker_by_the_number_of_the_code(stage: Stage) -> None:
    who = counter_seeker(stage)
    number = settings_of(stage, who)["registration"]["number"]
    assert stage.run("find_job_seeker", {"number": number}, counter())["account_id"] == who
    seen = by_staff(stage, who, "get_job_seeker")
    assert seen["name"] == "山田 花子"
    refusal = stage.refusal("find_job_seeker", {"number": "13010-99999999"}, counter())
    assert refusal.code == "not-found"


def test_staff_see_job_seekers_only_and_nobody_names_the_account_of_another(stage: Stage) -> None:
    who, other = stage.opened(), online_seeker(stage, "taro@example.jp")
    assert stage.refusal("get_job_seeker", {"account_id": who}, counter()).code == "not-found"
    assert stage.refusal("get_job_seeker", {}, counter()).code == "not-permitted"
    for operation, more in (
        ("get_job_seeker", {}),
        ("deactivate_job_seeker", {"reason": "employed"}),
        ("reactivate_job_seeker", {}),
    ):
        refusal = stage.refusal(operation, {"account_id": other, **more}, as_individual(who))
        assert refusal.code == "not-permitted"


@pytest.mark.requirement("ID-32")
@pytest.mark.requirement("ID-37")
def test_the_session_carries_what_the_registration_gives_and_takes(stage: Stage) -> None:
    who = online_seeker(stage)
    token = stage.log_in()["token"]

    def facets() -> list[str]:
        answer = stage.run("resolve_session", {"token": token}, VISITOR)
        found: list[str] = answer["facets"]
        return found

    assert facets() == ["job-seeker"]
    by_staff(stage, who, "record_office_use", office=SHINJUKU)
    assert facets() == ["job-seeker", "hello-work-user"]
    own(stage, who, "deactivate_job_seeker", reason="employed")
    assert facets() == ["inactive-job-seeker"]
