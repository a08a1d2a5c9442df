from __future__ import annotations

import base64
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.rehearsal import tokyo
from tests.unit.gateway.rehearsed_listings import RehearsedListings

TABLE = (
    "番号,件名,独自の列,開催日\nA-1,日本語教室,初級の教室,2024-06-01\nA-2,料理,,あした\n".encode(
        "cp932"
    )
)
HEADERS = {"Authorization": "Bearer token"}


@pytest.fixture
def services() -> RehearsedListings:
    made = RehearsedListings(tokyo(2024, 5, 10, 15))
    made.as_organisation()
    return made


@pytest.fixture
def client(app: Flask, services: RehearsedListings) -> FlaskClient:
    return app.test_client()


def _call(client: FlaskClient, path: str, body: Any, status: int = 200) -> Any:
    answer = client.post(f"/api/v1/listing-imports{path}", json=body, headers=HEADERS)
    assert answer.status_code == status, answer.text
    return answer.json


def _read(client: FlaskClient, content: bytes = TABLE, **more: Any) -> Any:
    body = {"content": base64.b64encode(content).decode(), **more}
    return _call(client, "/readings", body)


def test_a_file_is_read_mapped_remembered_and_imported_over_the_api(
    client: FlaskClient, services: RehearsedListings
) -> None:
    read = _read(client)
    assert read["format"] == "csv"
    assert read["columns"][2] == {"name": "独自の列", "examples": ["初級の教室"]}
    [problem] = read["problems"]
    assert (problem["line"], problem["field"], problem["code"]) == (3, "開催日", "invalid-date")
    mapping = read["mapping"]
    mapping["columns"].append({"column": "独自の列", "field": "description"})
    tried = _read(client, mapping=mapping)
    assert tried["rows"][0]["content"]["description"] == "初級の教室"
    _call(client, "/mappings", {"shape": read["shape"], "mapping": mapping})
    again = _read(client)
    assert again["mapping"]["columns"] == mapping["columns"]
    rows = {"kind": again["kind"], "source": again["source"], "rows": again["rows"]}
    assert _call(client, "", {**rows, "dry_run": True})["counts"]["created"] == 1
    assert _call(client, "", rows)["counts"]["created"] == 1
    assert _call(client, "", rows)["counts"]["unchanged"] == 1


def test_a_file_that_cannot_be_read_says_why_over_the_api(client: FlaskClient) -> None:
    read = _read(client, b"PK\x03\x04\x00\x00")
    assert (read["kind"], read["mapping"], read["rows"]) == ("", None, [])
    assert [(one["line"], one["code"]) for one in read["problems"]] == [(1, "no-text")]


def test_what_cannot_be_a_mapping_is_refused_over_the_api(client: FlaskClient) -> None:
    read = _read(client)
    wrong = {**read["mapping"], "columns": [{"column": "件名", "field": "salary"}]}
    body = {"shape": read["shape"], "mapping": wrong}
    problem = _call(client, "/mappings", body, 422)
    assert "mapping.columns.0.field" in problem["errors"]
    _call(client, "/readings", {"content": "***"}, 422)


def test_only_who_posts_may_read_files_and_remember_mappings(
    client: FlaskClient, services: RehearsedListings
) -> None:
    services.sign_in("individual")
    _call(client, "/readings", {"content": "eA=="}, 403)
    _call(client, "/mappings", {"shape": "x", "mapping": {}}, 403)
