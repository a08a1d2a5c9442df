"""Pages of login and reissue in the hands of an attacker: nothing to tell apart, nothing to plant."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.gateway.pressing import press
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity
from tests.unit.identity.stage import MAIL, NOON, PASSWORD, WRONG

UNKNOWN = "nobody@example.jp"
OFFICE = "office@kakehashi.example"


@pytest.fixture
def services() -> RehearsedIdentity:
    services = RehearsedIdentity(NOON)
    services.stage.opened()
    services.stage.active_organisation()
    return services


def _said(
    client: FlaskClient, path: str, tries: int, step: str = "", **values: Any
) -> list[tuple[int, str]]:
    """Status and text of each try, without tokens and without what was typed."""
    found = []
    for _ in range(tries):
        answer = press(client, path, step, **values)
        text = re.sub(r'value="[^"]*"', "", answer.text)
        found.append((answer.status_code, text))
    return found


@pytest.mark.requirement("ID-58")
@pytest.mark.parametrize("button", ["individual", "organisation"])
def test_a_refused_login_says_the_same_for_known_and_unknown_ids(
    client: FlaskClient, services: RehearsedIdentity, button: str
) -> None:
    known = MAIL if button == "individual" else OFFICE
    said = [
        _said(client, "/login", 4, button, login_id=login_id, password=WRONG)
        for login_id in (known, UNKNOWN)
    ]
    assert said[0] == said[1]
    assert {status for status, _ in said[0]} == {403}


@pytest.mark.requirement("ID-62")
def test_the_reissue_says_the_same_for_known_and_unknown_ids(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    path = "/password/reissue"
    said = [
        _said(client, path, 4, login_id=login_id, birth_on="1980-01-01")
        for login_id in (MAIL, UNKNOWN)
    ]
    assert said[0] == said[1]
    path = "/password/reissue/organisation"
    code = {"organisation_code": "WRONGCODE234"}
    said = [
        _said(client, path, 4, login_id=login_id, email=login_id, **code)
        for login_id in (OFFICE, UNKNOWN)
    ]
    assert said[0] == said[1]


@pytest.mark.requirement("ID-58")
def test_a_planted_session_does_not_become_that_of_the_person(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    client.set_cookie("session", "planted")
    answer = press(client, "/login", "individual", login_id=MAIL, password=PASSWORD)
    assert answer.status_code == 303
    given = re.findall(r"session=([^;]+);", "; ".join(answer.headers.getlist("Set-Cookie")))
    assert given
    assert "planted" not in given
    assert all(
        "HttpOnly" in one for one in answer.headers.getlist("Set-Cookie") if "session" in one
    )
    fresh = client.application.test_client()
    fresh.set_cookie("session", "planted")
    assert fresh.get("/mypage").status_code in (302, 303)
