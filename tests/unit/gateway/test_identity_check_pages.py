"""Reissue by inquiry on the pages: compare, result, temporary password (ID-67, ID-68, ID-70)."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.kernel.eventkit.domain import SYSTEM
from tests.unit.gateway.pressing import press
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity
from tests.unit.identity.stage import MAIL, NOON

PERSON = {"name": "山田 花子", "birth_on": "1990-04-01", "email": MAIL}
BODY = {
    "institution_id": "K000001",
    "person_in_charge": "佐藤 次郎",
    "email": "office@kakehashi.example",
}


@pytest.fixture
def services() -> RehearsedIdentity:
    """Messaging compares by the real identity service and remembers the last check."""
    services = RehearsedIdentity(NOON)
    checks: dict[str, Any] = {}

    def verify(payload: dict[str, Any]) -> dict[str, Any]:
        question = {key: value for key, value in payload.items() if key != "inquiry_id"}
        found = services.stage.run("compare_identity", question, SYSTEM)
        checks["check"] = {
            "check_id": "check",
            "organisation_id": payload.get("organisation_id"),
            "inquiry_id": None,
            "verified_at": services.stage.clock.at.isoformat(),
            **found,
        }
        more = {"position": 1, "version": 1, "repeated": False, "check_id": "check"}
        return {**more, "identified": found["identified"], "results": found["results"]}

    services.answer("messaging.verify_inquiry_identity", verify)
    services.answer("messaging.get_identity_check", lambda payload: checks[payload["check_id"]])
    services.stage.neighbours.answers["messaging", "get_identity_check"] = lambda question: checks[
        question["check_id"]
    ]
    services.sign_in("secretariat")
    return services


@pytest.mark.requirement("ID-67")
@pytest.mark.requirement("ID-68")
def test_a_person_who_is_identified_gets_a_password_at_a_new_address(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    client.set_cookie("session", "token")
    account_id = services.stage.opened()
    path = f"/office/identity-checks/individuals/{account_id}"
    done = press(client, path, **PERSON)
    assert done.location == "/office/identity-checks/results/check"
    result = client.get(done.location).text
    assert "比較した項目はすべて一致しました" in result
    assert "比較しない" in result
    assert MAIL not in result
    press(client, done.location, new_email="new@example.jp")
    mail = services.stage.mail("temporary-password", account_id=account_id)
    assert mail["address"] == "new@example.jp"


@pytest.mark.requirement("ID-68")
def test_where_an_item_differs_there_is_no_button(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    client.set_cookie("session", "token")
    account_id = services.stage.opened()
    path = f"/office/identity-checks/individuals/{account_id}"
    done = press(client, path, **{**PERSON, "name": "別人"})
    result = client.get(done.location or "").text
    assert "不一致" in result
    assert "仮パスワードを発行</button>" not in result


@pytest.mark.requirement("ID-70")
def test_an_organisation_is_checked_by_its_own_three_items(
    client: FlaskClient, services: RehearsedIdentity
) -> None:
    client.set_cookie("session", "token")
    approved = services.stage.active_organisation()
    path = f"/office/identity-checks/organisations/{approved['organisation_id']}"
    done = press(client, path, **BODY)
    result = client.get(done.location or "").text
    assert "新しいメールアドレス" not in result
    press(client, done.location or "")
    assert services.stage.types()[-1] == "TemporaryPasswordIssued"


def test_the_api_checks_and_reissues(client: FlaskClient, services: RehearsedIdentity) -> None:
    bearer = {"Authorization": "Bearer token"}
    account_id = services.stage.opened()
    told = {**PERSON, "account_id": account_id}
    checked = client.post("/api/v1/identity-checks", json=told, headers=bearer)
    assert (checked.status_code, checked.json["identified"]) == (201, True)
    shown = client.get("/api/v1/identity-checks/check", headers=bearer)
    assert shown.json["results"]["address"] == "not-compared"
    issued = client.post("/api/v1/identity-checks/check/reissue", json={}, headers=bearer)
    assert (issued.status_code, issued.json["account_id"]) == (200, account_id)
    again = client.post("/api/v1/identity-checks/check/reissue", json={}, headers=bearer)
    assert again.status_code == 409
