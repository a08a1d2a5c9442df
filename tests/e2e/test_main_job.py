"""The main job by the JSON API: one test, from nobody known to figures and a survey counted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.e2e.main_job_accounts import become_full, lock_and_reissue, open_account, register
from tests.e2e.main_job_applications import apply, handle, leave, write_and_answer
from tests.e2e.main_job_cast import NEW_PASSWORD, People
from tests.e2e.main_job_figures import read_figures, survey
from tests.e2e.main_job_listings import becomes_public, draft_and_request, return_then_approve
from tests.support.portal import Portal

SHOWN = (
    *(
        "ID-01",
        "ID-02",
        "ID-07",
        "ID-09",
        "ID-10",
        "ID-23",
        "ID-24",
        "ID-53",
        "ID-55",
        "ID-56",
        "ID-59",
        "ID-65",
        "ID-72",
    ),
    *("LI-11", "LI-13", "LI-17", "LI-21", "LI-22", "LI-23", "LI-49", "LI-64", "AP-01", "AP-08"),
    *("AP-38", "AP-40", "AP-41", "ME-02", "ME-04", "RE-05", "RE-06", "RE-08", "RE-18", "ID-20"),
)


def shows(function: Any) -> Any:
    for requirement in SHOWN:
        function = pytest.mark.requirement(requirement)(function)
    return function


@shows
def test_the_main_job_is_done_through_the_api_alone(portal: Portal) -> None:
    people = People(portal)
    hanako, body, office = people.client(), people.client(), people.client()

    open_account(people, hanako)
    lock_and_reissue(people, hanako)
    staff = people.staff("secretariat")
    office.log_in("internal", staff)
    organisation_id = register(people, body, office)
    listing = draft_and_request(people, body)
    opens = return_then_approve(people, body, office, listing)
    becomes_public(people, listing, opens)

    # However late it was: more than an hour has passed, so all sessions have ended.
    people.forward_to(people.now() + timedelta(minutes=61))
    assert hanako.ask("GET", "/viewer", 401)["code"] == "session-ended"
    hanako.log_in("individual", people.hanako, NEW_PASSWORD)
    body.log_in("organisation", people.institution)
    office.log_in("internal", staff)

    application = apply(hanako, listing)
    handle(people, hanako, body, listing, application)
    become_full(people, hanako, office)
    write_and_answer(people, hanako, body, organisation_id, listing)
    read_figures(people, office, listing)
    survey(people, body, office)
    leave(people, hanako, body, application)
