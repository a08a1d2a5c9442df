"""Everything held as a download, the history of the account, and registrations by API."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.rehearsal import as_staff, tokyo
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity, browser
from tests.unit.identity.people_cast import CHECKED, CONTACT

OTHERS = ("listings", "applications", "messaging", "reporting")


@pytest.fixture
def services() -> RehearsedIdentity:
    return RehearsedIdentity(tokyo(2024, 5, 8, 12, 0))


@pytest.fixture
def person(services: RehearsedIdentity) -> str:
    account_id = services.stage.opened()
    services.stage.complete(account_id)
    services.as_person(account_id)
    for service in OTHERS:
        services.answer(f"{service}.get_held_data", {"parts": []})
    return account_id


@pytest.fixture
def client(app: Flask, services: RehearsedIdentity) -> FlaskClient:
    return browser(app, services)


def _call(client: FlaskClient, method: str, path: str, json: Any = None) -> Any:
    client.delete_cookie("session")
    headers = {"Authorization": "Bearer token"}
    return client.open(f"/api/v1{path}", method=method, json=json, headers=headers)


def test_everything_held_comes_as_one_json_file(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    message = {"subject": "件名", "text": "本文です"}
    services.answer(
        "messaging.get_held_data", {"parts": [{"name": "messages", "items": [message]}]}
    )
    response = client.get("/mypage/data/everything.json")
    assert "attachment" in response.headers["Content-Disposition"]
    assert response.headers["Cache-Control"] == "no-store"
    held = response.get_json()["services"]
    assert set(held) == {"identity", *OTHERS}
    assert held["messaging"][0]["items"] == [message]
    parts = {part["name"]: part["items"] for part in held["identity"]}
    contact = next(one for one in parts["registered-data"] if one["section"] == "contact")
    assert contact["telephone"] == CONTACT["telephone"]
    assert parts["account-history"][0]["what"] == "profile-updated"
    assert "password" not in response.text
    assert "answer_hash" not in response.text


def test_everything_held_can_be_read_without_any_other_file(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    name = {"parts": [{"name": "applications", "items": [{"remarks": "<b>至急</b>"}]}]}
    services.answer("applications.get_held_data", name)
    response = client.get("/mypage/data/everything.html")
    assert "東京都千代田区千代田1-1" in response.text
    assert "登録電話番号" not in response.text
    assert "<dt>電話番号</dt><dd>03-1111-2222</dd>" in response.text
    assert "&lt;b&gt;至急&lt;/b&gt;" in response.text
    assert "<script" not in response.text
    assert "href=" not in response.text


def test_half_of_the_data_is_not_everything(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    del services.answers["reporting.get_held_data"]
    assert client.get("/mypage/data/everything.json").status_code == 503
    assert client.get("/mypage/data").status_code == 200


def test_the_history_tells_in_plain_words(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    services.stage.full(person)
    shown = client.get("/mypage/history").text
    assert "人材登録者になりました。 (2025/05/31)" in shown
    assert "登録内容を更新しました。 (基本情報、連絡先、" in shown
    assert "利用登録が完了し、簡易登録者になりました。" in shown
    client.set_cookie("lang", "en")
    assert "Full registrant now. (2025/05/31)" in client.get("/mypage/history").text


@pytest.mark.requirement("ID-07")
@pytest.mark.requirement("ID-18")
def test_a_registration_is_kept_by_api(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    own = _call(client, "GET", "/registrations/own").get_json()
    assert own["missing"] == []
    updated = _call(client, "PATCH", "/registrations/own", {"contact": CONTACT})
    assert updated.get_json()["revision"] == own["revision"] + 1
    assert _call(client, "PATCH", "/registrations/own", {"status": "full"}).status_code == 422
    requested = _call(client, "POST", "/registrations/own/full-registration")
    assert requested.status_code == 201
    assert requested.get_json()["due_on"] == "2024-05-13"
    again = _call(client, "POST", "/registrations/own/full-registration")
    assert (again.status_code, again.get_json()["code"]) == (
        409,
        "full-registration-already-requested",
    )
    assert _call(client, "GET", f"/individuals/{person}").status_code == 403
    history = _call(client, "GET", "/registrations/own/history?limit=1").get_json()
    assert history["items"][0]["what"] == "full-requested"
    assert set(_call(client, "GET", "/registrations/own/held-data").get_json()["services"]) == {
        "identity",
        *OTHERS,
    }


@pytest.mark.requirement("ID-10")
@pytest.mark.requirement("ID-12")
@pytest.mark.requirement("ID-21")
@pytest.mark.requirement("ID-30")
def test_the_office_decides_by_api(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    stage = services.stage
    request_id = stage.requested(person)
    services.sign_in("secretariat", account_id="staff-1")
    listed = _call(client, "GET", "/individuals/requests").get_json()["items"]
    assert [one["account_id"] for one in listed] == [person]
    decision = {"request_id": request_id, **CHECKED}
    assert _call(client, "POST", f"/individuals/{person}/approval", decision).status_code == 200
    period = "first_on=2025-05-01&last_on=2025-05-31"
    assert _call(client, "GET", f"/individuals/extensions?{period}").get_json()["due"] == 1
    jocv = _call(client, "PUT", f"/individuals/{person}/jocv-returnee", {"returnee": True})
    assert jocv.status_code == 200
    assert _call(client, "GET", f"/individuals/{person}").get_json()["jocv_view"] is True
    found = _call(client, "POST", "/individuals/search", {"birth_on": "1990-04-01"}).get_json()
    assert found["total"] == 1
    reason = {"reason": "規約第5条"}
    assert _call(client, "POST", f"/individuals/{person}/suspension", reason).status_code == 200
    assert _call(client, "POST", f"/individuals/{person}/reinstatement").status_code == 200
    obituary = {"matched": True, "obituary": "社内掲示"}
    assert _call(client, "POST", f"/individuals/{person}/death", obituary).status_code == 200
    assert (
        _call(client, "POST", f"/individuals/{person}/death-revocation", reason).status_code == 200
    )
    clean = _call(client, "POST", "/individuals/requests/cleaning", {"account_ids": [person]})
    assert clean.get_json()["code"] == "full-registration-not-requested"
    whole = stage.run("get_person", {"account_id": person}, as_staff())
    assert whole["status"] == "full"
