"""Accounts, organisations and sessions on a running portal, with real mails, by the JSON API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.accounts_cast import BODY, NEW_PASSWORD, PASSWORD, PERSON, Api, People
from tests.support.portal import Portal


@pytest.fixture
def people(portal: Portal) -> People:
    return People(portal)


def agreed(api: Api, token: str) -> dict[str, Any]:
    """The versions of the opening, agreed to."""
    opening = api.ask("GET", f"/accounts/openings/{token}")
    return {
        "agreed_terms": opening["terms_version"],
        "agreed_privacy": opening["privacy_version"],
    }


def registered(people: People) -> Api:
    api = people.api()
    answer = api.ask("POST", "/accounts/openings", 202, email=people.person)
    assert answer == {"accepted": True}
    token = people.link(people.person).rpartition("/")[2]
    api.ask(
        "POST",
        f"/accounts/openings/{token}/completion",
        201,
        **PERSON,
        password=PASSWORD,
        **agreed(api, token),
    )
    return api


@pytest.mark.requirement("ID-01")
@pytest.mark.requirement("ID-59")
@pytest.mark.requirement("ID-60")
def test_a_person_opens_an_account_logs_in_and_out(people: People) -> None:
    api = registered(people)
    session = api.log_in("individual", people.person, PASSWORD)
    assert session["role"] == "individual"
    profile = api.ask("GET", "/accounts/current")
    assert (profile["name"], profile["status"]) == ("山田 花子", "simple")
    second = people.api()
    login: dict[str, Any] = {"kind": "individual", "login_id": people.person, "password": PASSWORD}
    assert second.ask("POST", "/sessions", 409, **login)["code"] == "already-logged-in"
    api.ask("DELETE", "/sessions/current", 204)
    assert api.ask("GET", "/accounts/current", 401)["code"] == "session-ended"
    second.log_in("individual", people.person, PASSWORD)


@pytest.mark.requirement("ID-55")
@pytest.mark.requirement("ID-56")
@pytest.mark.requirement("ID-57")
@pytest.mark.requirement("ID-63")
@pytest.mark.requirement("ID-65")
def test_a_lock_ends_with_a_temporary_password_that_must_be_changed(people: People) -> None:
    api = registered(people)
    login: dict[str, Any] = {"kind": "individual", "login_id": people.person}
    codes = [
        api.ask("POST", "/sessions", 403, **login, password="wrong-1234")["code"] for _ in range(3)
    ]
    assert codes == ["login-refused", "login-refused-wait", "account-locked"]
    assert api.ask("POST", "/sessions", 403, **login, password=PASSWORD)["code"] == codes[2]
    own: dict[str, Any] = {"login_id": people.person, "birth_on": "1994-04-12"}
    question = api.ask("POST", "/accounts/reissues/question", **own)
    assert question == {"question": "初めて飼ったペットの名前は？"}
    api.ask("POST", "/accounts/reissues", 202, **own, answer="ポチ")
    temporary = people.temporary_password(people.person, 2)
    assert api.log_in("individual", people.person, temporary)["must_change_password"]
    refused = api.ask("GET", "/accounts/current", 403)
    assert refused["code"] == "password-change-required"
    change: dict[str, Any] = {"current_password": temporary, "new_password": NEW_PASSWORD}
    api.ask("POST", "/accounts/current/password", **change)
    assert api.ask("GET", "/accounts/current")["email"] == people.person


@pytest.mark.requirement("ID-20")
def test_a_person_leaves_only_when_it_is_confirmed(people: People) -> None:
    api = registered(people)
    api.log_in("individual", people.person, PASSWORD)
    refused = api.ask("POST", "/accounts/current/leaving", 409, confirmed=False)
    assert refused["code"] == "leaving-not-confirmed"
    api.ask("POST", "/accounts/current/leaving", confirmed=True)
    assert api.ask("GET", "/accounts/current", 401)["code"] == "session-ended"


@pytest.mark.requirement("ID-72")
@pytest.mark.requirement("ID-76")
@pytest.mark.requirement("GW-06")
def test_the_secretariat_decides_on_organisations(people: People) -> None:
    api, office = people.api(), people.api()
    name = f"みずのかけはし{people.mark}"
    request: dict[str, Any] = {**BODY, "name": name, "email": people.body, "listed": True}
    asked = api.ask("POST", "/organisations/requests", 201, **request)
    other = api.ask("POST", "/organisations/requests", 201, **{**request, "category": "jica"})
    api.ask("GET", f"/organisations/{asked['organisation_id']}", 404)
    api.ask("GET", "/organisations/requests", 401)
    office.log_in("internal", people.staff("secretariat"), PASSWORD)
    found = office.ask("GET", "/organisations/requests?review_path=identity-check&limit=100")
    assert other["organisation_id"] in {one["organisation_id"] for one in found["items"]}
    refusal: dict[str, Any] = {"reason": "重複した申請です。"}
    office.ask("POST", f"/organisations/{other['organisation_id']}/rejection", **refusal)
    done = office.ask("POST", f"/organisations/{asked['organisation_id']}/approval")
    assert done["institution_id"].startswith("K")
    again = office.ask("POST", f"/organisations/{other['organisation_id']}/approval", 409)
    assert again["code"] == "organisation-request-not-open"
    mails = people.portal.mails(people.body, 2)
    [letter] = [mail.text for mail in mails if "/account/opening/" in mail.text]
    token = letter.partition("/account/opening/")[2].split()[0]
    first: dict[str, Any] = {"password": PASSWORD, **agreed(api, token)}
    api.ask("POST", f"/accounts/openings/{token}/activation", 201, **first)
    session = api.log_in("organisation", people.body, PASSWORD)
    assert session["organisation_id"] == asked["organisation_id"]
    own = api.ask("GET", f"/organisations/{asked['organisation_id']}")
    assert own["person_in_charge"] == "水野 直子"
    visitor = people.api().ask("GET", f"/organisations/{asked['organisation_id']}")
    assert "person_in_charge" not in visitor


@pytest.mark.requirement("ID-87")
def test_an_operator_manages_internal_users_and_nobody_else_does(people: People) -> None:
    operator = people.api()
    operator.log_in("internal", people.staff("operator"), PASSWORD)
    user: dict[str, Any] = {
        "login_id": f"an-{people.mark}",
        "name": "大木",
        "roles": ["analyst", "secretariat"],
        "email": f"an-{people.mark}@office.example",
    }
    made = operator.ask("POST", "/internal-users", 201, **user)
    again = operator.ask("POST", "/internal-users", 409, **user)
    assert again["code"] == "login-id-in-use"
    found = operator.ask("GET", "/internal-users?role=analyst&limit=100")
    assert made["account_id"] in {one["account_id"] for one in found["items"]}
    too_early = operator.ask("POST", f"/internal-users/{made['account_id']}/reissue", 409)
    assert too_early["code"] == "temporary-password-still-valid"
    temporary = people.temporary_password(user["email"], 1)
    analyst = people.api()
    assert analyst.log_in("internal", user["login_id"], temporary)["roles"] == user["roles"]
    change: dict[str, Any] = {"current_password": temporary, "new_password": NEW_PASSWORD}
    analyst.ask("POST", "/accounts/current/password", **change)
    analyst.ask("GET", "/internal-users", 403)
    assert analyst.ask("GET", "/viewer")["role"] == "analyst"
    analyst.act_as("secretariat")
    assert analyst.ask("GET", "/viewer")["role"] == "secretariat"
