"""The pages of the second factor, with the real identity service behind them."""

from __future__ import annotations

import re

import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from tests.unit.gateway.pressing import press
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity
from tests.unit.identity.credential_happenings import Device, switched_on
from tests.unit.identity.stage import MAIL, NOON, PASSWORD, WRONG

SCALE = 4


@pytest.fixture
def services() -> RehearsedIdentity:
    return RehearsedIdentity(NOON)


def _log_in(client: FlaskClient, **more: str) -> str:
    answer = press(client, "/login", "individual", login_id=MAIL, password=PASSWORD, **more)
    return answer.text if answer.status_code == 200 else str(answer.location)


def _send(client: FlaskClient, page: str, path: str, **values: str) -> tuple[int, str, str]:
    """Fills in the form of a page that is there already."""
    form = page[page.index("<main") :]
    hidden = dict(re.findall(r'<input type="hidden" name="([\w.]+)"[^>]* value="([^"]*)"', form))
    hidden = {name: value.replace("&amp;", "&") for name, value in hidden.items()}
    answer = client.post(path, data={**hidden, **values})
    return answer.status_code, answer.text, str(answer.location)


def _read_code(page: str) -> str:
    """What a telephone reads in the two-dimensional code."""
    size = int(re.findall(r'class="code" viewBox="0 0 (\d+)', page)[0])
    picture = Image.new("L", (size * SCALE, size * SCALE), 255)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", page):
        square = (int(x) * SCALE, int(y) * SCALE)
        picture.paste(0, (*square, square[0] + SCALE, square[1] + SCALE))
    return zxingcpp.read_barcodes(picture)[0].text


def test_it_is_set_up_from_the_two_dimensional_code_and_asked_for_at_login(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    stage = services.stage
    stage.opened()
    _log_in(client)
    assert press(client, "/security/second-factor", current_password=WRONG).status_code == 422
    page = press(client, "/security/second-factor", current_password=PASSWORD).text
    secret = re.findall("secret=([A-Z2-7]+)", _read_code(page))[0]
    device = Device(stage, secret)
    status, again, _ = _send(client, page, "/security/second-factor/code", code="000000")
    assert status == 422
    assert _read_code(again) == _read_code(page)
    _, codes, _ = _send(client, again, "/security/second-factor/code", code=device.code())
    recovery = re.findall(r"<code>([A-Z2-7-]{19})</code>", codes)
    assert len(recovery) == 10
    assert "残りの回復コード" in client.get("/security").text
    stage.wait(minutes=61)
    asked = _log_in(client)
    assert "確認コード" in asked
    assert client.get("/mypage").status_code == 303
    status, wrong, _ = _send(client, asked, "/login/second-step", code="000000")
    assert status == 403
    assert "確認コードが正しくありません" in wrong
    assert _send(client, wrong, "/login/second-step", code=device.code())[::2] == (303, "/mypage")


def test_nothing_is_drawn_or_shown_of_what_the_browser_says_the_secret_is(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    services.stage.opened()
    _log_in(client)
    page = press(client, "/security/second-factor", current_password=PASSWORD).text
    said = {"code": "000000", "secret": "OF-SOMEBODY-ELSE", "address": "otpauth:" + "x" * 4000}
    status, again, _ = _send(client, page, "/security/second-factor/code", **said)
    assert status == 422
    assert _read_code(again) == _read_code(page)
    assert "OF-SOMEBODY-ELSE" not in again


@pytest.mark.parametrize("ticket", ["", "made-up", "\u3042" * 10, "x" * 5000])
def test_a_code_without_the_ticket_of_its_secret_leads_back_to_the_password(
    client: FlaskClient, services: RehearsedIdentity, ticket: str
) -> None:
    services.stage.opened()
    _log_in(client)
    page = press(client, "/security/second-factor", current_password=PASSWORD).text
    sent = {"code": "000000", "ticket": ticket}
    status, again, _ = _send(client, page, "/security/second-factor/code", **sent)
    assert status in (409, 422)
    assert 'name="current_password"' in again
    assert 'action="/security/second-factor"' in again


def test_the_third_wrong_code_locks_and_says_how_to_go_on(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    switched_on(services.stage, services.stage.opened())
    page = _log_in(client)
    for _ in range(3):
        status, page, _ = _send(client, page, "/login/second-step", code="000000")
        assert status == 403
    assert "パスワードを再発行する" in page


def test_a_code_that_comes_too_late_leads_back_to_the_password(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    device, _ = switched_on(services.stage, services.stage.opened())
    page = _log_in(client, next="/mypage/profile")
    services.stage.wait(minutes=6)
    assert _send(client, page, "/login/second-step", code=device.code())[::2] == (303, "/login")
    page = _log_in(client, next="/mypage/profile")
    done = _send(client, page, "/login/second-step", code=device.code())
    assert done[::2] == (303, "/mypage/profile")


def test_new_recovery_codes_and_switching_off_ask_for_the_password(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    stage = services.stage
    account_id = stage.opened()
    _log_in(client)
    switched_on(stage, account_id)
    for path in ("recovery-codes", "removal"):
        refused = press(client, f"/security/second-factor/{path}", current_password=WRONG)
        assert refused.status_code == 422
    page = press(client, "/security/second-factor/recovery-codes", current_password=PASSWORD).text
    assert len(re.findall(r"<code>([A-Z2-7-]{19})</code>", page)) == 10
    off = press(client, "/security/second-factor/removal", current_password=PASSWORD)
    assert off.location == "/security"
    assert "2段階認証を設定する" in client.get("/security").text


def test_the_api_takes_the_code_with_the_password(
    client: FlaskClient, services: RehearsedIdentity, app: Flask
) -> None:
    device, _ = switched_on(services.stage, services.stage.opened())
    body = {"kind": "individual", "login_id": MAIL, "password": PASSWORD}
    refused = client.post("/api/v1/sessions", json=body)
    assert refused.status_code == 403
    assert refused.json["code"] == "second-factor-needed"
    answer = client.post("/api/v1/sessions", json={**body, "one_time_code": device.code()})
    assert answer.status_code == 201
    bearer = {"Authorization": f"Bearer {answer.json['token']}"}
    said = app.test_client().get("/api/v1/accounts/current/security", headers=bearer).json
    assert said["second_factor"]["recovery_codes_left"] == 10
