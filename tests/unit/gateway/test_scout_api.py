"""What the API answers about scout mails."""

from __future__ import annotations

import jsonschema
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.gateway.application_answers import receipt
from tests.unit.gateway.fake_services import FakeServices
from tests.unit.gateway.scout_answers import ALREADY, HISTORY, OPENED, SCOUT_FORM

BEARER = {"Authorization": "Bearer token"}
TALENT = "/api/v1/talents/p-1/scout-message"


@pytest.fixture
def body(client: FlaskClient, services: FakeServices) -> FlaskClient:
    services.sign_in("organisation", organisation_id="org-1", facets=["full-organisation"])
    return client


@pytest.mark.requirement("ME-09")
def test_a_scout_mail_is_sent_by_the_api(body: FlaskClient, services: FakeServices) -> None:
    services.answer("messaging.send_scout_message", receipt(scout_id="s-1"))
    mail = {"language": "en", "body": "May we talk?"}
    made = body.post(TALENT, json=mail, headers=BEARER)
    assert (made.status_code, (made.json or {})["scout_id"]) == (201, "s-1")
    called = services.called("messaging.send_scout_message")[0]
    assert called.payload == {**mail, "account_id": "p-1"}
    refused = body.post(TALENT, json={"language": "fr", "body": ""}, headers=BEARER)
    assert refused.status_code == 422
    assert set((refused.json or {})["errors"]) == {"language", "body"}


@pytest.mark.requirement("ME-11")
@pytest.mark.parametrize(
    ("code", "kind", "status"),
    [
        ("scout-already-sent", "conflict", 409),
        ("scout-mails-for-full-organisations", "forbidden", 403),
        ("not-found", "not-found", 404),
    ],
)
def test_refusals_are_told_and_documented(
    body: FlaskClient, services: FakeServices, app: Flask, code: str, kind: str, status: int
) -> None:
    services.refuse("messaging.send_scout_message", code, kind)
    refused = body.post(TALENT, json={"language": "ja", "body": "お話を"}, headers=BEARER)
    assert (refused.status_code, (refused.json or {})["code"]) == (status, code)
    document = body.get("/api/v1/openapi.json").get_json()
    operation = document["paths"]["/api/v1/talents/{account_id}/scout-message"]["post"]
    assert code in str(operation["responses"][str(status)])


@pytest.mark.requirement("ME-14")
@pytest.mark.requirement("ME-15")
def test_history_form_and_details_fit_their_document(
    body: FlaskClient, services: FakeServices
) -> None:
    services.answer("messaging.find_scout_messages", HISTORY)
    services.answer("messaging.open_scout_message", OPENED)
    services.answer("messaging.get_scout_form", ALREADY)
    document = body.get("/api/v1/openapi.json").get_json()
    for path, address in (
        ("/scout-messages", "/scout-messages?order=newest&limit=2"),
        ("/scout-messages/{scout_id}", "/scout-messages/s-1"),
        ("/talents/{account_id}/scout-message", "/talents/p-1/scout-message"),
    ):
        answer = body.get(f"/api/v1{address}", headers=BEARER)
        assert answer.status_code == 200
        documented = document["paths"][f"/api/v1{path}"]["get"]["responses"]["200"]
        schema = documented["content"]["application/json"]["schema"]
        jsonschema.validate(answer.json, {**schema, "components": document["components"]})
    history = body.get("/api/v1/scout-messages?limit=2", headers=BEARER).json or {}
    assert (history["unread"], len(history["items"])) == (1, 2)
    asked = services.called("messaging.find_scout_messages")[0].payload
    assert asked == {"order": "newest", "limit": 2, "offset": 0}


@pytest.mark.requirement("ME-12")
def test_the_person_replies_by_the_api(client: FlaskClient, services: FakeServices) -> None:
    services.sign_in("individual")
    sent = receipt(scout_id="s-1", message_id="m-2")
    services.answer("messaging.reply_to_scout_message", sent)
    reply = {"body": "はい", "disclose_address": True}
    place = "/api/v1/scout-messages/s-1/reply"
    made = client.post(place, json=reply, headers=BEARER)
    assert (made.status_code, (made.json or {})["message_id"]) == (201, "m-2")
    called = services.called("messaging.reply_to_scout_message")[0]
    assert called.payload == {**reply, "scout_id": "s-1"}
    undecided = client.post(place, json={"body": "はい"}, headers=BEARER)
    assert set((undecided.json or {})["errors"]) == {"disclose_address"}
    for operation, address in (
        ("get", TALENT),
        ("post", TALENT),
        ("get", "/api/v1/scout-messages"),
    ):
        assert getattr(client, operation)(address, headers=BEARER).status_code == 403


def test_the_form_says_that_nothing_was_sent_yet(body: FlaskClient, services: FakeServices) -> None:
    services.answer("messaging.get_scout_form", SCOUT_FORM)
    assert (body.get(TALENT, headers=BEARER).json or {})["scout_id"] is None
