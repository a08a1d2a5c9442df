"""Registered organisations on a running portal: data, code, leaving, invalidation, extraction."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.main_job_accounts import open_account, register
from tests.e2e.main_job_cast import PASSWORD, Client, People, eventually
from tests.e2e.main_job_listings import (
    approve_for_tomorrow,
    becomes_public,
    draft_and_request,
)
from tests.support.portal import Portal


@pytest.fixture
def people(portal: Portal) -> People:
    return People(portal)


def _office(people: People, *roles: str) -> Client:
    office = people.client()
    office.log_in("internal", people.staff(*roles))
    return office


def _data(whole: dict[str, Any], **more: str) -> dict[str, Any]:
    kept = ("institution_type", "name", "name_en", "address", "telephone", "email")
    return {
        **{name: whole[name] for name in (*kept, "person_in_charge", "activity")},
        **more,
    }


@pytest.mark.requirement("ID-71")
@pytest.mark.requirement("ID-78")
@pytest.mark.requirement("ID-81")
def test_data_are_confirmed_changed_on_request_and_the_code_is_mailed(people: People) -> None:
    body, office = people.client(), _office(people, "secretariat")
    organisation = register(people, body, office)
    path = f"/organisations/{organisation}"
    body.ask("POST", f"{path}/confirmation")
    asked = body.ask("POST", f"{path}/changes", 201, person_in_charge="水野", items="住所")
    whole = office.get(path)
    assert (whole["confirmation"], whole["has_mypage"]) == ("changed", True)
    new = f"new-{people.institution}"
    changed = _data(whole, address="大阪府大阪市1-1", email=new)
    office.ask("PUT", path, **changed, request_id=asked["request_id"])
    assert body.get(path)["address"] == "大阪府大阪市1-1"
    body.log_out()
    moved = people.client()

    def logs_in() -> bool:
        answer = moved.call(
            "POST", "/sessions", kind="organisation", login_id=new, password=PASSWORD
        )
        return answer.status == 201

    eventually(logs_in, "the new address is no login ID")
    people.client().ask(
        "POST",
        "/organisations/code-reissue",
        202,
        institution_id=whole["institution_id"],
        email=new,
    )
    assert "団体コード" in people.letter(new, "団体コード再発行")


@pytest.mark.requirement("ID-77")
@pytest.mark.requirement("ID-84")
def test_the_listings_of_a_body_that_left_go_at_22(people: People) -> None:
    body, office = people.client(), _office(people, "secretariat")
    organisation = register(people, body, office)
    listing = draft_and_request(people, body)
    opens = approve_for_tomorrow(people, office, listing)
    becomes_public(people, listing, opens)
    if not body.answers("GET", "/viewer"):
        body.log_in("organisation", people.institution)
    visitor, public = people.client(), f"/listings/{listing['data_number']}"
    assert visitor.answers("GET", public)
    survey = {"confirmed": True, "reasons": ["other"], "satisfaction": 4}
    body.ask("POST", "/organisations/leaving", **survey)
    assert not body.answers("GET", "/viewer")
    again = people.client().call(
        "POST",
        "/sessions",
        kind="organisation",
        login_id=people.institution,
        password=PASSWORD,
    )
    assert again.status == 403
    people.forward_to(people.now().replace(hour=22, minute=0, second=5, microsecond=0))
    eventually(lambda: not visitor.answers("GET", public), "the listing is still public")
    assert not visitor.answers("GET", f"/organisations/{organisation}")


@pytest.mark.requirement("ID-89")
def test_an_extract_needs_two_persons_and_holds_nobody_without_full_registration(
    people: People,
) -> None:
    open_account(people, people.client())
    department, office = _office(people, "jica-department"), _office(people, "secretariat")
    made = department.ask("POST", "/extractions", 201, purpose="候補者", items=["name", "email"])
    path = f"/extractions/{made['extraction_id']}"
    office.ask("POST", f"{path}/approval")
    eventually(lambda: department.get(path)["state"] == "provided", "no result is made")
    begun = department.ask("POST", f"{path}/downloads", 201)
    rows = [
        row
        for part in range(begun["parts"])
        for row in department.get(f"{path}/downloads/{begun['download_id']}/{part}")["items"]
    ]
    assert people.hanako not in {row["email"] for row in rows}
    assert len(department.get(path)["downloads"]) == 1
