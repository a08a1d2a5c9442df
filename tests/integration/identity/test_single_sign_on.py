"""Single sign-on against a real OpenID provider, a process of its own (ID-45, D-19).

The pages are the gateway's, the rules identity's in memory; between them and the provider is HTTP.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from gateway.app import create_app
from gateway.settings import Settings
from services.identity.application.single_sign_on import ProviderSettings
from tests.integration.identity.conftest import RETURN
from tests.support.openid_provider import CLIENT, OpenIdProvider
from tests.unit.gateway.pressing import press
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity
from tests.unit.identity.people_cast import People
from tests.unit.identity.seekers import online_seeker
from tests.unit.identity.stage import MAIL, NOON, PASSWORD, WRONG, as_individual, as_staff


@pytest.fixture
def portal(provider: OpenIdProvider, tmp_path: Path) -> Portal:
    return Portal(provider, tmp_path)


class Portal:
    """Gateway and identity with the provider, and two browsers."""

    def __init__(self, provider: OpenIdProvider, folder: Path) -> None:
        self.provider = provider
        settings = ProviderSettings(provider.issuer, CLIENT, RETURN, provider.secret)
        self.stage = People(NOON, settings)
        self.app = create_app(
            Settings(
                environment="local",
                listen_host="127.0.0.1",
                listen_port=8000,
                public_url="http://localhost",
                amqp_uri="amqp://127.0.0.1/",
                secret="s" * 40,
                spool_dir=folder / "spool",
                requests_per_minute=0,
                attempts_per_minute=0,
                single_sign_on=True,
            ),
            RehearsedIdentity(NOON, self.stage),
        )

    def browser(self) -> FlaskClient:
        return self.app.test_client()

    def logged_in(self, email: str = MAIL) -> FlaskClient:
        client = self.browser()
        answer = press(client, "/login", "individual", login_id=email, password=PASSWORD)
        assert answer.status_code == 303, answer.text
        return client

    def left_to_link(self, client: FlaskClient) -> str:
        """The address of the provider, after the password was entered once more."""
        answer = press(client, "/security/single-sign-on", current_password=PASSWORD)
        found = re.search(r'href="(http://127[^"]+)"', answer.text)
        assert found, answer.text
        return found[1].replace("&amp;", "&")

    def linked(self, client: FlaskClient, user: str = "hanako") -> Any:
        """The page a person sees after linking."""
        back = self.provider.go(self.left_to_link(client), user)
        return client.get(back, follow_redirects=True)

    def linked_and_logged_out(self) -> FlaskClient:
        client = self.logged_in()
        self.linked(client)
        _command(client, "/logout")
        return client

    def signed_on(self, client: FlaskClient, user: str = "hanako") -> Any:
        address = client.get("/login/single-sign-on").location
        return client.get(self.provider.go(address, user))


@pytest.mark.requirement("ID-45")
def test_a_job_seeker_links_and_logs_in_without_the_password(portal: Portal) -> None:
    online_seeker(portal.stage)
    client = portal.logged_in()
    assert "連携しました" in portal.linked(client).text
    assert "連携中" in client.get("/security").text
    _command(client, "/logout")
    assert "マイナポータルでログイン" in client.get("/login").text
    answer = portal.signed_on(client)
    assert (answer.status_code, answer.location) == (303, "/mypage/job-seeker")
    assert client.get("/mypage/job-seeker/settings").status_code == 200


@pytest.mark.requirement("ID-45")
def test_without_a_link_the_provider_opens_nothing(portal: Portal) -> None:
    online_seeker(portal.stage)
    client = portal.browser()
    answer = portal.signed_on(client, "taro")
    assert answer.status_code == 403
    assert "まだ連携していません" in answer.text
    assert client.get("/mypage").status_code == 303


@pytest.mark.requirement("ID-45")
def test_linking_needs_a_job_seeker_and_the_password(portal: Portal) -> None:
    portal.stage.opened()
    client = portal.logged_in()
    assert "求職登録のある方" in client.get("/security").text
    refused = press(client, "/security/single-sign-on", current_password=PASSWORD)
    assert refused.status_code == 409
    online_seeker(portal.stage, "taro@example.jp")
    other = portal.logged_in("taro@example.jp")
    assert press(other, "/security/single-sign-on", current_password=WRONG).status_code == 422


@pytest.mark.requirement("ID-45")
def test_unlinking_ends_it_and_frees_the_identity_for_another_account(portal: Portal) -> None:
    online_seeker(portal.stage)
    online_seeker(portal.stage, "taro@example.jp")
    client, other = portal.logged_in(), portal.logged_in("taro@example.jp")
    portal.linked(client)
    taken = portal.linked(other)
    assert taken.status_code == 409
    assert "ほかのアカウントと連携しています" in taken.text
    _command(client, "/security/single-sign-on/removal")
    _command(client, "/logout")
    assert portal.signed_on(client).status_code == 403
    assert "連携しました" in portal.linked(other).text


@pytest.mark.requirement("ID-45")
def test_lock_restriction_and_the_one_session_hold_here_too(portal: Portal) -> None:
    account_id = online_seeker(portal.stage)
    client = portal.linked_and_logged_out()
    other = portal.logged_in()
    assert "ほかの端末でログイン中" in portal.signed_on(client).text
    _command(other, "/logout")
    for _ in range(3):
        portal.stage.login_refusal()
    locked = portal.signed_on(client)
    assert locked.status_code == 403
    assert "パスワードを再発行する" in locked.text
    taro = online_seeker(portal.stage, "taro@example.jp")
    browser = portal.logged_in("taro@example.jp")
    portal.linked(browser, "taro")
    portal.stage.run("suspend_user", {"account_id": taro, "reason": "調査中"}, as_staff())
    assert portal.signed_on(portal.browser(), "taro").status_code == 403
    assert portal.stage.account(account_id).session is None


def test_leaving_frees_the_identity_and_leaves_nothing_to_log_in_with(portal: Portal) -> None:
    account_id = online_seeker(portal.stage)
    portal.linked_and_logged_out()
    portal.stage.run("leave", {"confirmed": True}, as_individual(account_id))
    assert portal.signed_on(portal.browser()).status_code == 403
    online_seeker(portal.stage, "new@example.jp")
    assert "連携しました" in portal.linked(portal.logged_in("new@example.jp")).text


def test_what_another_browser_began_ends_nowhere(portal: Portal) -> None:
    online_seeker(portal.stage)
    portal.linked_and_logged_out()
    thief, person = portal.browser(), portal.browser()
    back = portal.provider.go(thief.get("/login/single-sign-on").location)
    assert person.get(back).status_code == 403
    person.get("/login/single-sign-on")
    assert person.get(back).status_code == 403
    assert thief.get(back.replace("state=", "state=x")).status_code == 403
    assert thief.get(back).status_code == 403


def test_a_link_that_was_begun_is_nobody_elses(portal: Portal) -> None:
    for email in (MAIL, "taro@example.jp"):
        online_seeker(portal.stage, email)
    client, other = portal.logged_in(), portal.logged_in("taro@example.jp")
    back = portal.provider.go(portal.left_to_link(client))
    ticket = client.get_cookie("single-sign-on")
    assert ticket is not None
    other.set_cookie("single-sign-on", ticket.value)
    assert other.get(back).status_code == 403
    stranger = portal.browser()
    stranger.set_cookie("single-sign-on", ticket.value)
    assert stranger.get(back).status_code == 403


def test_nobody_stays_longer_than_ten_minutes_at_the_provider(portal: Portal) -> None:
    online_seeker(portal.stage)
    client = portal.linked_and_logged_out()
    back = portal.provider.go(client.get("/login/single-sign-on").location)
    portal.stage.wait(minutes=10, seconds=1)
    assert client.get(back).status_code == 403


def _command(client: FlaskClient, path: str) -> None:
    """Presses a button of the page of security settings, which is on every page or only there."""
    page = client.get("/security").text
    hidden = dict(re.findall(r'name="(csrf_token|_token)" value="([^"]*)"', page))
    assert client.post(path, data=hidden).status_code == 303
