from __future__ import annotations

from typing import Any

import pytest

from services.kernel.eventkit.domain import VISITOR, Role
from tests.unit.identity.stage import MAIL, Stage, as_staff, opening


@pytest.mark.requirement("ID-24")
@pytest.mark.requirement("ID-25")
def test_only_counter_staff_begin_an_opening_at_the_counter(stage: Stage) -> None:
    payload: dict[str, Any] = {
        "email": MAIL,
        "path": "job-seeker-counter",
        "application_accepted": True,
    }
    payload["office"] = "13010"
    assert stage.refusal("request_opening", payload).code == "not-permitted"
    staff = as_staff(Role.HELLO_WORK)
    without = {**payload, "application_accepted": False}
    refused = stage.refusal("request_opening", without, staff)
    assert refused.code == "job-seeker-application-not-accepted"
    stage.run("request_opening", payload, staff)
    assert stage.types() == ["AccountEmailRegistered"]


JOB_SEEKER = {"path": "job-seeker-online"}
HOME = {"postal_code": "100-0001"}


@pytest.mark.requirement("ID-26")
def test_an_online_job_seeker_registers_the_address_first(stage: Stage) -> None:
    token = stage.asked_opening(**JOB_SEEKER)
    assert stage.run("get_opening", {"token": token}, VISITOR)["path"] == "job-seeker-online"
    stage.run("complete_opening", opening(token, school="none", information=HOME), VISITOR)
    assert stage.types()[1:] == ["UserRegistered", "JobSeekerRegistered", "UserProfileUpdated"]


@pytest.mark.requirement("ID-26")
def test_online_the_postal_code_of_the_residence_is_needed(stage: Stage) -> None:
    token = stage.asked_opening(**JOB_SEEKER)
    refusal = stage.refusal("complete_opening", opening(token, school="none"))
    assert list(refusal.fields) == ["information.postal_code"]


@pytest.mark.requirement("ID-27")
@pytest.mark.parametrize(
    ("birth_on", "opens"), [("2008-05-01", True), ("2008-05-02", False), ("2008-06-01", False)]
)
def test_a_job_seeker_page_opens_from_the_16th_birthday(
    stage: Stage, birth_on: str, opens: bool
) -> None:
    token = stage.asked_opening(**JOB_SEEKER)
    payload = opening(token, birth_on=birth_on, school="none", information=HOME)
    if opens:
        stage.run("complete_opening", payload, VISITOR)
        assert "JobSeekerRegistered" in stage.types()
    else:
        assert stage.refusal("complete_opening", payload).code == "too-young-for-job-seeker"
        assert stage.types() == ["AccountEmailRegistered"]


@pytest.mark.requirement("ID-28")
@pytest.mark.parametrize("school", ["junior-high", "senior-high", "evening-course"])
def test_a_pupil_cannot_open_a_job_seeker_page(stage: Stage, school: str) -> None:
    token = stage.asked_opening(**JOB_SEEKER, evening_course=True)
    payload = opening(token, school=school, information=HOME)
    assert stage.refusal("complete_opening", payload).code == "pupil-cannot-open"


@pytest.mark.requirement("ID-28")
def test_staff_confirm_the_exception_of_night_and_part_time_courses(stage: Stage) -> None:
    token = stage.asked_opening(
        path="job-seeker-counter", application_accepted=True, evening_course=True, office="13010"
    )
    refused = stage.refusal("complete_opening", opening(token, school="senior-high"))
    assert refused.code == "pupil-cannot-open"
    stage.run("complete_opening", opening(token, school="evening-course"), VISITOR)
    assert stage.types()[-1] == "JobSeekerRegistered"


@pytest.mark.requirement("ID-28")
def test_the_answer_on_school_is_mandatory_for_job_seekers(stage: Stage) -> None:
    token = stage.asked_opening(**JOB_SEEKER)
    refusal = stage.refusal("complete_opening", opening(token))
    assert [each.code for each in refusal.fields["school"]] == ["required"]
