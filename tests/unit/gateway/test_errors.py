from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.auth.allow import ANYONE, allow
from services.kernel.contracts.rpc import Away, DeadlinePassed, Refused, ServiceFault

REFUSALS = {"invalid": 422, "not-found": 404, "forbidden": 403, "conflict": 409}


def failing(app: Flask, error: Exception) -> FlaskClient:
    @allow(ANYONE)
    def view() -> Any:
        raise error

    for path in ("/broken", "/api/v1/broken"):
        app.add_url_rule(path, path, view, methods=["GET"])
    return app.test_client()


@pytest.mark.parametrize(("kind", "status"), list(REFUSALS.items()))
def test_a_refusal_has_the_status_of_its_kind_on_both_surfaces(
    app: Flask, kind: str, status: int
) -> None:
    client = failing(app, Refused({"code": "not-permitted", "kind": kind}))
    assert client.get("/broken").status_code == status
    answer = client.get("/api/v1/broken")
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    assert answer.json == {
        "type": "/api/docs#problem-not-permitted",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": "not-permitted",
        "detail": "この操作を行う権限がありません。",
        "correlation_id": answer.headers["X-Request-Id"],
    }


def test_field_problems_are_told_by_field_in_the_callers_language(app: Flask) -> None:
    refused = Refused(
        {
            "code": "invalid-input",
            "kind": "invalid",
            "fields": {"title": [{"code": "too-long", "params": {"most": 100}}]},
        }
    )
    client = failing(app, refused)
    answer = client.get("/api/v1/broken", headers={"Accept-Language": "en"})
    assert (answer.json or {})["errors"] == {
        "title": [
            {
                "code": "too-long",
                "message": "At most 100 characters, please.",
                "params": {"most": 100},
            }
        ]
    }
    japanese = client.get("/api/v1/broken?lang=ja")
    assert (japanese.json or {})["errors"]["title"][0][
        "message"
    ] == "100文字以内で入力してください。"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Away("listings", "no-route"), 503),
        (DeadlinePassed("listings", "get_listing"), 503),
        (ServiceFault("listings", "get_listing", "KeyError"), 500),
    ],
)
def test_a_service_that_does_not_answer_is_no_blank_page(
    app: Flask, error: Exception, status: int
) -> None:
    client = failing(app, error)
    page = client.get("/broken")
    assert page.status_code == status
    assert "お問い合わせ番号" in page.text
    assert client.get("/api/v1/broken").status_code == status
    if status == 503:
        assert page.headers["Retry-After"] == "5"


def test_an_unexpected_error_is_a_calm_page_that_shows_nothing_of_it(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    app.testing = False
    page = failing(app, ValueError("taro@mail.example")).get("/broken")
    assert page.status_code == 500
    assert "taro" not in page.text
    assert "taro" not in caplog.text
    assert "unexpected ValueError" in caplog.text


def test_an_unknown_page_says_so_in_both_languages(client: FlaskClient) -> None:
    japanese = client.get("/nothing/here")
    assert japanese.status_code == 404
    assert "ページが見つかりません" in japanese.text
    assert "Page not found" in client.get("/nothing/here?lang=en").text
    assert (client.get("/api/v1/nothing").json or {})["code"] == "not-found"


def test_a_wrong_method_names_the_right_ones(client: FlaskClient) -> None:
    answer = client.delete("/api/v1/viewer")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "path",
    ["/%00", "/%ff%fe", "/design?page=%00", "/design?page=" + "9" * 5000, "/?lang=xx", "//x"],
)
def test_odd_addresses_are_no_server_errors(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code < 500


def test_an_error_is_never_kept_by_caches(client: FlaskClient) -> None:
    assert client.get("/nothing").headers["Cache-Control"] == "no-store"


def test_every_page_forbids_inline_script_and_foreign_frames(client: FlaskClient) -> None:
    for path in ("/", "/nothing", "/api/v1/viewer", "/healthz"):
        policy = client.get(path).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
