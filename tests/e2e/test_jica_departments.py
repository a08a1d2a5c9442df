"""A department of JICA logs in and posts for its organisation, as section 1 says (D-52)."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from tests.e2e.main_job_cast import PASSWORD, Client, People, eventually
from tests.e2e.main_job_listings import JOB, approve_for_tomorrow, draft_and_request
from tests.support.portal import Portal

KINDS = ("public-recruitment", "public-notice", "pre-announcement")


def _inside(people: People, login_id: str) -> Client:
    client = people.client()
    client.log_in("internal", login_id)
    return client


def _organisation_of_jica(people: People, office: Client) -> str:
    request = {
        "kind": "full",
        "category": "jica",
        "institution_type": "government",
        "name": f"国際協力部{people.mark}",
        "name_en": f"Department {people.mark}",
        "address": "東京都架空区1-2-3",
        "telephone": "03-0000-0002",
        "email": people.institution,
        "person_in_charge": "部署 一郎",
        "activity": "技術協力",
        "listed": True,
    }
    asked = people.client().ask("POST", "/organisations/requests", 201, **request)
    path = f"/organisations/{asked['organisation_id']}"
    eventually(lambda: office.answers("GET", path), "the request does not arrive")
    office.ask("POST", f"{path}/approval", expected_version=office.get(path)["version"])
    return str(asked["organisation_id"])


def _department(people: People, operator: Client, organisation: str) -> Client:
    login_id = f"department-{people.mark}"
    user: dict[str, Any] = {
        "login_id": login_id,
        "name": "部署 二郎",
        "roles": ["jica-department"],
        "password": PASSWORD,
        "organisation_id": organisation,
    }
    operator.ask("POST", "/internal-users", 201, **user)
    return _inside(people, login_id)


def _posted(people: People, department: Client, kind: str) -> dict[str, Any]:
    """A listing whose request waits."""
    today = people.now().date()
    content = {
        **JOB,
        "kind": kind,
        "title": f"{kind} {people.mark}",
        "recruitment": {
            "start_on": today.isoformat(),
            "end_on": (today + timedelta(days=60)).isoformat(),
        },
        "work_period": {"start": {"day": (today + timedelta(days=60)).isoformat()}},
        "contact": "人事部",
        "web_application": kind != "pre-announcement",
    }
    if kind == "pre-announcement":
        content["application_method"] = ""

    def known() -> bool:
        """Listings learns of a new organisation a moment later."""
        return department.answers("POST", "/own-listings/check", content=content)

    eventually(known, "listings does not know the organisation")
    made = department.ask("POST", "/own-listings/drafts", 201, terms_agreed=True, content=content)
    path = f"/own-listings/{made['listing_id']}/registration-request"
    department.ask("POST", path, confirmed=True)
    return dict(made)


@pytest.mark.timeout(300)
@pytest.mark.requirement("LI-43")
@pytest.mark.requirement("LI-45")
@pytest.mark.requirement("LI-46")
def test_a_department_that_logs_in_posts_and_approves_what_jica_posts(portal: Portal) -> None:
    people = People(portal)
    office = _inside(people, people.staff("secretariat"))
    operator = _inside(people, people.staff("operator"))
    organisation = _organisation_of_jica(people, office)

    def offered() -> bool:
        found = operator.get("/internal-users/jica-organisations")["items"]
        return organisation in [one["organisation_id"] for one in found]

    eventually(offered, "the operator cannot choose it")
    department = _department(people, operator, organisation)
    assert department.get("/viewer")["organisation_id"] == organisation
    listings = []
    for kind in KINDS:
        listing = _posted(people, department, kind)
        opens = approve_for_tomorrow(people, department, listing)
        listings.append((kind, listing["data_number"]))
    people.forward_to(opens)
    visitor = people.client()
    for kind, number in listings:
        path = f"/listings/{number}"
        eventually(partial(visitor.answers, "GET", path), f"{kind} is not public")
        shown = visitor.get(path)
        assert (shown["kind"], shown["organisation_id"]) == (kind, organisation)


@pytest.mark.requirement("LI-43")
def test_a_department_without_organisation_is_told_so_until_the_operator_says_which(
    portal: Portal,
) -> None:
    people = People(portal)
    office = _inside(people, people.staff("secretariat"))
    operator = _inside(people, people.staff("operator"))
    department = _inside(people, people.staff("hr-division"))
    account = department.get("/viewer")["account_id"]
    content = {"kind": "public-notice", "language": "ja", "title": "公示"}
    refused = department.ask("POST", "/own-listings/check", 409, content=content)
    assert refused["code"] == "department-without-organisation"
    organisation = _organisation_of_jica(people, office)
    path = f"/internal-users/{account}/organisation"
    operator.ask("PUT", path, organisation_id=organisation)
    assert department.get("/viewer")["organisation_id"] == organisation
    draft_and_request(people, department, kind="public-notice", title=f"公示 {people.mark}")
