"""The pages and the API of passkeys, with the real identity service and an authenticator."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.authenticator import Authenticator
from tests.unit.gateway.pressing import press
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity
from tests.unit.identity.passkey_cast import registered
from tests.unit.identity.stage import MAIL, NOON, PASSWORD, WRONG

NEW = "/security/passkeys/new"


@pytest.fixture
def services() -> RehearsedIdentity:
    return RehearsedIdentity(NOON)


def _options(page: str) -> dict[str, Any]:
    """What the script reads."""
    [written] = re.findall(r'data-options="([^"]*)"', page)
    found: dict[str, Any] = json.loads(html.unescape(written))
    return found


def _answer(client: FlaskClient, page: str, credential: str) -> TestResponse:
    """What the script sends."""
    form = page[page.index("<main") :]
    [action] = re.findall(r'action="([^"]+)" novalidate data-passkey', form)
    hidden = dict(re.findall(r'<input type="hidden" name="([\w.]+)"[^>]* value="([^"]*)"', form))
    values = {name: html.unescape(value) for name, value in hidden.items()}
    return client.post(action, data={**values, "credential": credential})


def _password_log_in(client: FlaskClient) -> None:
    press(client, "/login", "individual", login_id=MAIL, password=PASSWORD)


def _registered(client: FlaskClient, device: Authenticator, name: str = "電話") -> TestResponse:
    page = press(client, NEW, name=name, current_password=PASSWORD).text
    return _answer(client, page, device.create(_options(page)))


def test_a_passkey_is_registered_listed_used_and_removed(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    services.stage.opened()
    _password_log_in(client)
    device = Authenticator()
    assert _registered(client, device, "花子の電話").location == "/security"
    assert "パスキーを登録しました。" in client.get("/security").text
    client.post("/logout", data=_token(client, "/security"))
    page = client.get("/login/passkey?next=/mypage/profile").text
    done = _answer(client, page, device.get(_options(page)))
    assert (done.status_code, done.location) == (303, "/mypage/profile")
    shown = client.get("/security").text
    assert "花子の電話" in shown
    assert "まだ使われていません" not in shown
    [removal] = re.findall(r'href="(/security/passkeys/[^"]+/removal)"', shown)
    assert "花子の電話" in client.get(removal).text
    assert press(client, removal, current_password=WRONG).status_code == 422
    assert press(client, removal, current_password=PASSWORD).location == "/security"
    assert client.get(removal).status_code == 404
    told = client.get("/mypage/history").text
    for words in ("登録しました", "本人確認をしました", "削除しました"):
        assert f"パスキーを{words}" in told or f"パスキーで{words}" in told


def _token(client: FlaskClient, path: str) -> dict[str, str]:
    return dict(re.findall(r'name="(csrf_token)" value="([^"]*)"', client.get(path).text))


def test_the_page_says_that_a_script_is_needed_and_offers_the_password(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    for path, password in (
        ("/login/passkey", "/login"),
        ("/office/login/passkey", "/office/login"),
    ):
        page = client.get(f"{path}?lang=ja").text
        assert "JavaScript を有効にする必要があります" in page
        assert f'href="{password}' in page
        assert "<script>" not in page
        assert "onclick" not in page
        english = client.get(f"{path}?lang=en").text
        assert "Passkeys need JavaScript" in english
    assert 'href="/login/passkey' in client.get("/login").text
    assert 'href="/office/login/passkey' in client.get("/office/login").text


def test_the_challenge_belongs_to_the_browser_that_asked(
    client: FlaskClient, services: RehearsedIdentity, app: Flask
) -> None:
    device, _ = registered(services.stage, services.stage.opened())
    page = client.get("/login/passkey").text
    other = app.test_client()
    theirs = other.get("/login/passkey").text
    refused = _answer(other, theirs, device.get(_options(page)))
    assert refused.status_code == 403
    assert "このパスキーではログインできません" in refused.text
    [cookie] = [
        one
        for one in client.get("/login/passkey").headers.getlist("Set-Cookie")
        if one.startswith("passkey=")
    ]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_a_refused_login_shows_a_new_challenge(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    device, _ = registered(services.stage, services.stage.opened())
    page = client.get("/login/passkey").text
    refused = _answer(client, page, device.get(_options(page), origin="https://evil.example"))
    assert refused.status_code == 403
    assert "よくある質問" in refused.text
    assert _options(refused.text)["challenge"] != _options(page)["challenge"]
    assert _answer(client, refused.text, device.get(_options(refused.text))).status_code == 303


@pytest.mark.requirement("ID-56")
def test_a_locked_account_is_told_how_to_go_on(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    device, _ = registered(services.stage, services.stage.opened())
    for _ in range(3):
        services.stage.login_refusal(password=WRONG)
    page = client.get("/login/passkey").text
    refused = _answer(client, page, device.get(_options(page)))
    assert refused.status_code == 403
    assert "パスワードを再発行する" in refused.text


@pytest.mark.parametrize("brought", ["", "x", "{}", "あ" * 30_000])
def test_nothing_that_is_sent_instead_of_a_passkey_breaks_the_pages(
    client: FlaskClient, services: RehearsedIdentity, brought: str
) -> None:
    services.stage.opened()
    page = client.get("/login/passkey").text
    assert _answer(client, page, brought).status_code == 403
    _password_log_in(client)
    page = press(client, NEW, name="電話", current_password=PASSWORD).text
    again = _answer(client, page, brought)
    assert again.status_code == 422
    assert 'name="current_password"' in again.text


def test_a_login_without_the_cookie_begins_anew(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    device, _ = registered(services.stage, services.stage.opened())
    page = client.get("/login/passkey").text
    client.delete_cookie("passkey")
    refused = _answer(client, page, device.get(_options(page)))
    assert refused.status_code == 403
    assert "もう一度お試しください" in refused.text


@pytest.mark.parametrize(("name", "told"), [("", "入力"), ("あ" * 61, "60")])
def test_a_name_is_needed_before_the_device_is_asked(
    client: FlaskClient, services: RehearsedIdentity, name: str, told: str
) -> None:
    services.stage.opened()
    _password_log_in(client)
    refused = press(client, NEW, name=name, current_password=PASSWORD)
    assert refused.status_code == 422
    assert told in refused.text


def test_a_registration_that_comes_too_late_begins_anew(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    services.stage.opened()
    _password_log_in(client)
    page = press(client, NEW, name="電話", current_password=PASSWORD).text
    services.stage.wait(minutes=6)
    late = _answer(client, page, Authenticator().create(_options(page)))
    assert late.status_code == 409
    assert "有効時間が過ぎた" in late.text
    assert 'value="電話"' in late.text


def test_everything_held_names_the_passkeys(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    services.stage.opened()
    _password_log_in(client)
    _registered(client, Authenticator(), "花子の電話")
    for service in ("listings", "applications", "messaging", "reporting"):
        services.answer(f"{service}.get_held_data", {"parts": []})
    read = client.get("/mypage/data/everything.html").text
    assert "花子の電話" in read
    assert "<h2>パスキー</h2>" in read
    assert "花子の電話" in client.get("/mypage/data/everything.json").text


def test_the_api_registers_logs_in_and_removes(
    client: FlaskClient, services: RehearsedIdentity, app: Flask
) -> None:
    services.stage.opened()
    body = {"kind": "individual", "login_id": MAIL, "password": PASSWORD}
    bearer = _bearer(client.post("/api/v1/sessions", json=body))
    place = "/api/v1/accounts/current/passkeys"
    again = {"current_password": PASSWORD}
    begun = client.post(f"{place}/options", json=again, headers=bearer).json
    assert begun is not None
    device = Authenticator()
    made = {
        "ticket": begun["ticket"],
        "credential": device.create(begun["options"]),
        "name": "鍵",
    }
    done = client.post(place, json=made, headers=bearer)
    assert done.status_code == 201
    client.delete("/api/v1/sessions/current", headers=bearer)
    asked = client.post("/api/v1/sessions/passkey/options", json={}).json
    assert asked is not None
    shown = {"ticket": asked["ticket"], "credential": device.get(asked["options"])}
    bearer = _bearer(client.post("/api/v1/sessions/passkey", json=shown))
    found = client.get("/api/v1/accounts/current/security", headers=bearer).json
    assert found is not None
    assert [one["name"] for one in found["passkeys"]["items"]] == ["鍵"]
    assert done.json is not None
    removal = f"{place}/{done.json['passkey_id']}/removal"
    assert client.post(removal, json=again, headers=bearer).status_code == 200
    assert client.post(removal, json=again, headers=bearer).status_code == 404
    replayed = app.test_client().post("/api/v1/sessions/passkey", json=shown)
    assert replayed.json is not None
    assert (replayed.status_code, replayed.json["code"]) == (403, "passkey-challenge-over")


def _bearer(answer: TestResponse) -> dict[str, str]:
    assert answer.status_code == 201
    assert answer.json is not None
    return {"Authorization": f"Bearer {answer.json['token']}"}
