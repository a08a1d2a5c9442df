from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.api.blueprint import Operations
from gateway.api.paging import CursorQuery, SearchPageQuery, cursor_part, page_schema
from gateway.auth.allow import ANYONE
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.fields import Items, Part, Payload, Text, Truth, Whole
from tests.unit.gateway.fake_services import FakeServices


class Inner(Payload):
    day = Whole(required=True)


class Body(Payload):
    title = Text(required=True, most=10)
    number = Whole(load_default=0)
    sure = Truth(load_default=False)
    inner = Part(Inner)
    list = Items(Whole())


@pytest.fixture
def api(app: Flask) -> FlaskClient:
    things = Operations("things", "/things", "Things.")

    @things.operation("POST", "", who=[ANYONE], body=Body, status=201)
    def make_thing(body: dict[str, Any]) -> dict[str, Any]:
        """Make a thing."""
        found: dict[str, Any] = backend.call("listings", "draft_listing", body)
        return found

    @things.operation("GET", "", who=[ANYONE], query=SearchPageQuery, answer=page_schema(Inner))
    def find_things(query: dict[str, Any]) -> dict[str, Any]:
        """Find things."""
        return dict(query)

    @things.operation("GET", "/parts", who=[ANYONE], query=CursorQuery)
    def find_parts(query: dict[str, Any]) -> dict[str, Any]:
        """Find things by parts."""
        return cursor_part({"items": list(range(query["limit"])), "total": 50}, query)

    @things.operation(
        "DELETE", "/<thing_id>", who=[Role.SECRETARIAT], status=204, refuses={409: ["in-use"]}
    )
    def delete_thing(thing_id: str) -> None:
        """Delete a thing."""

    app.extensions["api"].register_blueprint(things)
    app.extensions["csrf"].exempt(things)
    return app.test_client()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"nonsense",
        b'{"title": "a", "title": "b"}',
        b'{"title": NaN}',
        b'{"title": "\xff"}',
        b'{"title": "\\ud800"}',
        b'{"number": 1' + b"0" * 400 + b"}",
        b'{"number": 99999999999999999999}',
        b"[" * 100_000,
        b'{"inner": ' + b"[" * 30 + b"]" * 30 + b"}",
    ],
)
def test_a_body_that_is_no_json_is_refused_as_such(api: FlaskClient, body: bytes) -> None:
    answer = api.post("/api/v1/things", data=body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({}, "title", "required"),
        ({"title": 5}, "title", "invalid"),
        ({"title": "a\x00b"}, "title", "control-character"),
        ({"title": "a" * 11}, "title", "too-long"),
        ({"title": "a", "number": "5"}, "number", "invalid"),
        ({"title": "a", "number": True}, "number", "invalid"),
        ({"title": "a", "number": 5.5}, "number", "invalid"),
        ({"title": "a", "sure": "yes"}, "sure", "invalid"),
        ({"title": "a", "sure": 1}, "sure", "invalid"),
        ({"title": "a", "inner": {"day": "1"}}, "inner.day", "invalid"),
        ({"title": "a", "inner": []}, "inner", "invalid"),
        ({"title": "a", "list": [1, "2"]}, "list.1", "invalid"),
        ({"title": "a", "more": 1}, "more", "unknown-field"),
        ([], "form", "invalid"),
        ("text", "form", "invalid"),
    ],
)
def test_a_wrong_value_is_refused_by_the_name_of_its_field(
    api: FlaskClient, body: Any, field: str, code: str
) -> None:
    answer = api.post("/api/v1/things", json=body)
    assert answer.status_code == 422
    errors = (answer.json or {})["errors"]
    assert errors[field][0]["code"] == code
    assert errors[field][0]["message"]


def test_another_media_type_is_refused(api: FlaskClient) -> None:
    answer = api.post("/api/v1/things", data="title=a", content_type="text/plain")
    assert (answer.status_code, (answer.json or {})["code"]) == (415, "unsupported-media-type")


def test_too_much_is_refused(api: FlaskClient) -> None:
    answer = api.post("/api/v1/things", json={"title": "a" * 2_000_000})
    assert (answer.status_code, (answer.json or {})["code"]) == (413, "too-large")


def test_the_same_idempotency_key_is_the_same_command(
    api: FlaskClient, services: FakeServices
) -> None:
    services.answer("listings.draft_listing", {"position": 1, "version": 1, "repeated": False})
    for key in ("one", "one", "two"):
        answer = api.post("/api/v1/things", json={"title": "a"}, headers={"Idempotency-Key": key})
        assert answer.status_code == 201
    ids = [call.envelope["command_id"] for call in services.called("listings.draft_listing")]
    assert ids[0] == ids[1] != ids[2]


def test_two_visitors_who_choose_the_same_key_do_not_meet(
    api: FlaskClient, services: FakeServices
) -> None:
    services.answer("listings.draft_listing", {"position": 1, "version": 1, "repeated": False})
    services.sign_in("individual")
    session = {"Authorization": "Bearer token"}
    for title, more in (("a", {}), ("a", {}), ("b", {}), ("a", session), ("b", session)):
        headers = {"Idempotency-Key": "1", **more}
        assert api.post("/api/v1/things", json={"title": title}, headers=headers).status_code == 201
    ids = [call.envelope["command_id"] for call in services.called("listings.draft_listing")]
    assert ids[0] == ids[1]
    assert ids[3] == ids[4]
    assert len(set(ids)) == 3


@pytest.mark.parametrize("key", ["x" * 201, "with space", "", "é"])
def test_an_odd_idempotency_key_is_refused(api: FlaskClient, key: str) -> None:
    answer = api.post("/api/v1/things", json={"title": "a"}, headers={"Idempotency-Key": key})
    assert answer.status_code == 422


def test_api_clients_carry_positions_in_a_header(api: FlaskClient, services: FakeServices) -> None:
    services.answer("listings.draft_listing", {"position": 12, "version": 1, "repeated": False})
    first = api.post("/api/v1/things", json={"title": "a"})
    token = first.headers["Kakehashi-After"]
    api.post("/api/v1/things", json={"title": "a"}, headers={"Kakehashi-After": token})
    api.post("/api/v1/things", json={"title": "a"}, headers={"Kakehashi-After": "invented"})
    after = [call.envelope["after"] for call in services.called("listings.draft_listing")]
    assert after == [0, 12, 0]


@pytest.mark.parametrize("page", ["0", "51", "x", "1.5", "-1", "９９"])
def test_a_page_out_of_range_is_refused(api: FlaskClient, page: str) -> None:
    assert api.get(f"/api/v1/things?page={page}").status_code == 422


def test_unknown_query_names_are_refused_but_the_language_is_not(api: FlaskClient) -> None:
    assert api.get("/api/v1/things?lang=en").status_code == 200
    answer = api.get("/api/v1/things?pgae=2")
    assert (answer.json or {})["errors"]["pgae"][0]["code"] == "unknown-field"


def test_a_cursor_goes_through_a_collection_to_its_end(api: FlaskClient) -> None:
    seen, after = 0, ""
    while True:
        part = api.get(f"/api/v1/things/parts?limit=20&after={after}").json or {}
        seen += len(part["items"])
        if part["next"] is None or seen > 50:
            break
        after = part["next"]
    assert seen == 60  # the sample always answers whole parts
    assert api.get("/api/v1/things/parts?after=invented").status_code == 422


def test_reads_answer_304_to_whom_has_it(api: FlaskClient) -> None:
    first = api.get("/api/v1/things")
    again = api.get("/api/v1/things", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_the_document_says_what_an_operation_takes_answers_and_refuses(api: FlaskClient) -> None:
    app: Any = api.application
    spec = app.extensions["api"].document()
    assert spec["openapi"] == "3.1.0"
    made = spec["paths"]["/api/v1/things"]["post"]
    assert {"201", "400", "401", "413", "415", "422", "429", "503"} <= set(made["responses"])
    assert "Idempotency-Key" in [parameter["name"] for parameter in made["parameters"]]
    body = spec["components"]["schemas"]["Body"]
    assert body["additionalProperties"] is False
    assert body["properties"]["title"]["maxLength"] == 10
    deleted = spec["paths"]["/api/v1/things/{thing_id}"]["delete"]
    assert "in-use" in deleted["responses"]["409"]["description"]
    assert deleted["security"] == [{"session": []}]
    found = spec["paths"]["/api/v1/things"]["get"]
    assert {"page", "lang"} == {parameter["name"] for parameter in found["parameters"]}
