"""The login pages: where they lead, what they say, what they send."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.kernel.contracts.rpc import Away
from tests.unit.gateway.fake_services import FakeServices


def session_of(role: str, **more: Any) -> dict[str, Any]:
    return {
        "token": "token",
        "session_id": "s",
        "account_id": "account-1",
        "role": role,
        "roles": [role],
        "organisation_id": None,
        "must_change_password": False,
        "expires_at": "2024-05-01T07:00:00+00:00",
        "position": 5,
        "version": 2,
        "repeated": False,
        **more,
    }


def tokens(client: FlaskClient, path: str) -> dict[str, str]:
    page = client.get(path).text
    form = page[page.index("<main") :]
    return dict(re.findall(r'name="(csrf_token|_token|next)" value="([^"]*)"', form))


def try_login(client: FlaskClient, path: str = "/login", **values: str) -> TestResponse:
    typed = {"login_id": "a@people.example", "password": "secret-1", "_step": "individual"}
    return client.post(path, data={**tokens(client, path), **typed, **values})


@pytest.mark.requirement("GW-15")
@pytest.mark.parametrize(
    ("role", "roles", "leads_to"),
    [
        ("individual", ["individual"], "/mypage"),
        ("organisation", ["organisation"], "/organisation"),
        ("secretariat", ["secretariat"], "/office"),
        ("secretariat", ["secretariat", "analyst"], "/office/role"),
    ],
)
def test_a_login_leads_to_the_home_of_the_role(
    client: FlaskClient, services: FakeServices, role: str, roles: list[str], leads_to: str
) -> None:
    services.answer("identity.log_in", session_of(role, roles=roles))
    response = try_login(client)
    assert (response.status_code, response.location) == (303, leads_to)
    assert "session=token" in "".join(response.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/mypage/profile", "/mypage/profile"),
        ("/listings/24-00001/apply", "/listings/24-00001/apply"),
        ("//evil.example/", "/mypage"),
        ("/\\evil.example", "/mypage"),
        ("https://evil.example/", "/mypage"),
        ("/office", "/mypage"),
        ("/organisation", "/mypage"),
        ("/organisation/drafts", "/mypage"),
        ("/logout", "/mypage"),
    ],
)
def test_a_login_goes_on_only_to_pages_of_the_portal_that_the_role_may_see(
    client: FlaskClient, services: FakeServices, wanted: str, leads_to: str
) -> None:
    services.answer("identity.log_in", session_of("individual"))
    assert try_login(client, next=wanted).location == leads_to


@pytest.mark.requirement("GW-14")
def test_a_temporary_password_leads_to_its_change_whatever_was_wanted(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("identity.log_in", session_of("individual", must_change_password=True))
    assert try_login(client, next="/mypage").location == "/password/change"


@pytest.mark.requirement("ID-53")
@pytest.mark.requirement("GW-09")
def test_the_button_names_the_kind_of_account(client: FlaskClient, services: FakeServices) -> None:
    services.answer("identity.log_in", session_of("organisation"))
    shown = client.get("/login").text
    assert "個人登録者ログイン" in shown
    assert "団体登録者ログイン" in shown
    assert "個人登録の方はこちら" in shown
    try_login(client, _step="organisation")
    try_login(client, "/office/login", _step="")
    kinds = [call.payload["kind"] for call in services.called("identity.log_in")]
    assert kinds == ["organisation", "internal"]


def test_each_try_is_a_command_of_its_own(client: FlaskClient, services: FakeServices) -> None:
    services.refuse("identity.log_in", "login-refused", "forbidden")
    shown = try_login(client)
    assert shown.status_code == 403
    again = dict(re.findall(r'name="(csrf_token|_token)" value="([^"]*)"', shown.text))
    client.post("/login", data={**again, "login_id": "a", "password": "b"})
    first, second = services.called("identity.log_in")
    assert first.envelope["command_id"] != second.envelope["command_id"]


def test_the_password_is_never_shown_again(client: FlaskClient, services: FakeServices) -> None:
    services.refuse("identity.log_in", "login-refused", "forbidden")
    shown = try_login(client, password="geheim-1234").text
    assert "geheim-1234" not in shown
    assert "a@people.example" in shown


@pytest.mark.requirement("ID-61")
def test_who_was_logged_out_by_time_is_told_so(client: FlaskClient, services: FakeServices) -> None:
    services.refuse("identity.resolve_session", "session-ended", "forbidden")
    client.set_cookie("session", "token")
    response = client.get("/mypage/profile")
    assert response.location == "/login?next=%2Fmypage%2Fprofile&ended=1"
    assert "60分間操作がなかったため" in client.get(response.location).text
    client.set_cookie("session", "token")
    assert client.get("/office/organisations").location.startswith("/office/login?next=")


def test_a_login_that_is_not_known_yet_does_not_cost_the_session(
    client: FlaskClient, services: FakeServices
) -> None:
    services.refuse("identity.resolve_session", "session-not-known-yet", "conflict")
    client.set_cookie("session", "token")
    response = client.get("/mypage")
    assert response.status_code == 503
    assert "session=;" not in "".join(response.headers.getlist("Set-Cookie"))


@pytest.mark.requirement("ID-60")
def test_logging_out_ends_the_session_and_forgets_its_token(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in()
    client.set_cookie("session", "token")
    services.answer("identity.log_out", {"position": 1, "version": 1, "repeated": False})
    page = client.get("/password/change").text
    csrf = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    response = client.post("/logout", data={"csrf_token": csrf})
    assert response.location == "/"
    assert services.called("identity.log_out")[0].payload == {"token": "token"}
    assert "session=;" in "".join(response.headers.getlist("Set-Cookie"))


def test_tries_for_one_login_id_have_a_limit_whoever_makes_them(
    make_app: Callable[..., Flask], services: FakeServices
) -> None:
    services.refuse("identity.log_in", "login-refused", "forbidden")
    client = make_app(attempts_per_account=2).test_client()
    statuses = [try_login(client, login_id=typed).status_code for typed in ("a", "A", "a", "b")]
    assert statuses == [403, 403, 429, 403]


def test_an_internal_user_acts_in_the_role_chosen(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in("secretariat", roles=["secretariat", "analyst"])
    client.set_cookie("session", "token")
    found = tokens(client, "/office/role")
    response = client.post("/office/role", data={**found, "role": "analyst"})
    assert "role=analyst" in "".join(response.headers.getlist("Set-Cookie"))
    client.get("/office/role")
    assert services.called("identity.resolve_session")[-1].payload["role"] == "analyst"
    assert client.post("/office/role", data={**found, "role": "operator"}).status_code == 200


@pytest.mark.requirement("GW-15")
def test_the_back_office_shows_what_it_can_while_a_service_is_away(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in("secretariat", roles=["secretariat"])
    client.set_cookie("session", "token")
    services.answer("identity.find_organisation_requests", {"items": [], "total": 7})
    services.answer("listings.find_listing_requests", Away("listings", "no-route"))
    shown = client.get("/office").text
    assert "現在確認できません" in shown
    assert ">7<" in shown


def test_an_organisation_that_does_not_wish_to_be_listed_has_no_page(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("identity.get_organisation", {"listed": False})
    assert client.get("/organisations/o-1").status_code == 404
