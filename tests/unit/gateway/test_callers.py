from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.auth.allow import ANYONE, SIGNED_IN, UndeclaredRoute, allow, check_routes
from gateway.auth.next_path import next_path
from gateway.auth.viewer import Role, Viewer, landing_path
from gateway.settings import ApiKey
from services.kernel.contracts.rpc import Away
from services.kernel.eventkit.domain import Role as WireRole
from tests.unit.gateway.fake_services import FakeServices


def route(app: Flask, path: str, *who: Role | frozenset[Role], **more: bool) -> None:
    @allow(*who, **more)  # type: ignore[arg-type]
    def view() -> str:
        return "shown"

    app.add_url_rule(path, path, view, methods=["GET", "POST"])


def test_the_gateway_and_the_services_know_the_same_roles() -> None:
    assert {str(role) for role in Role} == {str(role) for role in WireRole}


@pytest.mark.requirement("GW-06")
def test_a_route_that_does_not_say_who_may_call_it_stops_the_start(app: Flask) -> None:
    app.add_url_rule("/silent", "silent", lambda: "shown")
    with pytest.raises(UndeclaredRoute, match="/silent"):
        check_routes(app)


def test_visitors_cost_no_call(client: FlaskClient, services: FakeServices) -> None:
    client.get("/design")
    assert services.calls == []


def test_a_session_is_resolved_once_per_request(app: Flask, services: FakeServices) -> None:
    services.sign_in()
    client = app.test_client()
    client.set_cookie("session", "token")
    assert "山田 花子" in client.get("/design").text
    assert [call.payload for call in services.calls] == [{"token": "token"}]


def test_who_is_not_signed_in_is_led_to_the_login_page(app: Flask) -> None:
    route(app, "/mine", SIGNED_IN)
    response = app.test_client().get("/mine?tab=2")
    assert response.status_code == 303
    assert response.location == "/login?next=%2Fmine%3Ftab%3D2"


def test_an_ended_session_is_taken_from_the_browser(app: Flask, services: FakeServices) -> None:
    services.refuse("identity.resolve_session", "session-ended", "forbidden")
    route(app, "/mine", SIGNED_IN)
    client = app.test_client()
    client.set_cookie("session", "token")
    response = client.get("/mine")
    assert "ended=1" in response.location
    assert "session=;" in response.headers["Set-Cookie"]


def test_another_role_is_told_that_it_may_not(app: Flask, services: FakeServices) -> None:
    services.sign_in("individual")
    route(app, "/office", Role.SECRETARIAT)
    client = app.test_client()
    client.set_cookie("session", "token")
    response = client.get("/office")
    assert response.status_code == 403
    assert "このページは表示できません" in response.text


@pytest.mark.requirement("ID-65")
def test_a_temporary_password_opens_the_password_change_and_nothing_else(
    app: Flask, services: FakeServices
) -> None:
    services.sign_in(must_change_password=True)
    route(app, "/mine", SIGNED_IN)
    route(app, "/password", SIGNED_IN, with_temporary_password=True)
    client = app.test_client()
    client.set_cookie("session", "token")
    assert client.get("/mine").location == "/password/change"
    assert client.get("/").location == "/password/change"
    assert client.get("/password").text == "shown"


def test_while_identity_is_away_public_pages_are_shown_and_others_wait(
    app: Flask, services: FakeServices
) -> None:
    services.answer("identity.resolve_session", Away("identity", "no-route"))
    route(app, "/mine", SIGNED_IN)
    client = app.test_client()
    client.set_cookie("session", "token")
    page = client.get("/")
    assert page.status_code == 200
    assert "ログイン状態を確認できません" in page.text
    assert client.get("/mine").status_code == 503


def test_the_api_takes_the_session_as_bearer_token_and_never_as_cookie(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in("organisation", organisation_id="o-1")
    client.set_cookie("session", "token")
    refused = client.get("/api/v1/viewer")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    answered = client.get("/api/v1/viewer", headers={"Authorization": "Bearer token"})
    assert answered.json is not None
    assert answered.json["organisation_id"] == "o-1"


@pytest.mark.parametrize("token", ["x" * 600, "あ", "a\x00b", ""])
def test_an_impossible_token_is_nobodys(client: FlaskClient, token: str) -> None:
    response = client.get("/api/v1/viewer", headers={"Authorization": f"Bearer {token!r}"})
    assert response.status_code in (401, 503)
    response = client.get(
        "/api/v1/viewer", headers={"Authorization": b"Bearer \xff\xfe".decode("latin-1")}
    )
    assert response.status_code in (401, 503)


def with_key(make_app: Callable[..., Flask], *scopes: str) -> FlaskClient:
    digest = hashlib.sha256(b"the-key").hexdigest()
    return make_app(api_keys={digest: ApiKey("follower", frozenset(scopes))}).test_client()


def test_an_api_key_opens_what_its_scopes_say(
    make_app: Callable[..., Flask], services: FakeServices
) -> None:
    services.answer("identity.read_feed", {"events": [], "next": 3})
    headers = {"Authorization": "Bearer the-key"}
    assert (
        with_key(make_app, "events:read").get("/api/v1/events", headers=headers).status_code == 200
    )
    actor = services.calls[0].envelope["actor"]
    assert (actor["role"], actor["id"]) == ("internal-system", "key:follower")
    other = with_key(make_app, "other").get("/api/v1/events", headers=headers)
    assert (other.status_code, (other.json or {})["code"]) == (403, "scope-missing")
    viewer = with_key(make_app, "events:read").get("/api/v1/viewer", headers=headers)
    assert viewer.status_code == 403


@pytest.mark.parametrize("scope", ["events:read", "other"])
def test_an_api_key_is_nobody_special_where_everybody_may_ask(
    make_app: Callable[..., Flask], services: FakeServices, scope: str
) -> None:
    services.answer("identity.find_organisations", {"items": [], "total": 0})
    services.answer("identity.get_organisation", {"organisation_id": "org-1"})
    services.answer("identity.request_opening", {})
    client = with_key(make_app, scope)
    headers = {"Authorization": "Bearer the-key"}
    for path in ("", "/org-1"):
        assert client.get(f"/api/v1/organisations{path}", headers=headers).status_code == 200
    counter = {"email": "a@example.jp", "path": "job-seeker-counter"}
    client.post("/api/v1/accounts/openings", json=counter, headers=headers)
    actors = [call.envelope["actor"] for call in services.calls]
    assert [(one["id"], one["role"]) for one in actors] == [(None, "visitor")] * 3


@pytest.mark.requirement("GW-15")
@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.INDIVIDUAL, "/mypage"),
        (Role.ORGANISATION, "/organisation"),
        (Role.SECRETARIAT, "/office"),
        (Role.ANALYST, "/office"),
    ],
)
def test_a_login_leads_to_the_own_area(role: Role, path: str) -> None:
    assert landing_path(Viewer(role=role, account_id="a")) == path


@pytest.mark.requirement("GW-15")
@pytest.mark.parametrize("facet", ["job-seeker", "inactive-job-seeker"])
def test_the_login_of_a_job_seeker_leads_to_the_home_of_job_seekers(facet: str) -> None:
    seeker = Viewer(role=Role.INDIVIDUAL, account_id="a", facets=frozenset({facet}))
    assert landing_path(seeker) == "/mypage/job-seeker"


@pytest.mark.requirement("GW-14")
def test_a_login_with_a_temporary_password_leads_to_its_change() -> None:
    viewer = replace(Viewer(role=Role.INDIVIDUAL, account_id="a"), must_change_password=True)
    assert landing_path(viewer) == "/password/change"


def test_outside_local_runs_cookies_are_bound_to_host_and_https(
    make_app: Callable[..., Flask], services: FakeServices
) -> None:
    services.sign_in()
    client = make_app(environment="production", public_url="https://portal.example").test_client()
    client.set_cookie("__Host-session", "token", domain="localhost")
    page = client.get("/", base_url="https://localhost")
    assert "山田 花子" in page.text
    cookies = page.headers.getlist("Set-Cookie")
    assert any(
        cookie.startswith("__Host-form=") and "Secure" in cookie and "HttpOnly" in cookie
        for cookie in cookies
    )
    assert page.headers["Strict-Transport-Security"]


def test_anyone_means_every_role() -> None:
    assert set(Role) == ANYONE


def test_the_component_page_is_for_local_runs(make_app: Callable[..., Flask]) -> None:
    client = make_app(environment="production").test_client()
    assert client.get("/design", base_url="https://localhost").status_code == 404


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/mine?tab=2", "/mine?tab=2"),
        ("//evil.example", "/mypage"),
        ("/\\evil.example", "/mypage"),
        ("https://evil.example/", "/mypage"),
        ("", "/mypage"),
        ("/a\nb", "/mypage"),
        ("/" + "a" * 3000, "/mypage"),
    ],
)
def test_a_login_never_leads_to_another_site(app: Flask, wanted: str, path: str) -> None:
    with app.test_request_context("/login", query_string={"next": wanted}):
        assert next_path("/mypage") == path
