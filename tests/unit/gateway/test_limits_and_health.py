from __future__ import annotations

import re
from collections.abc import Callable

from flask import Flask, request
from flask.testing import FlaskClient

from gateway.auth.allow import ANYONE, allow
from gateway.web.limits import accepts_upload, guarded
from tests.unit.gateway.fake_services import FakeServices


def test_too_many_requests_are_told_to_wait(make_app: Callable[..., Flask]) -> None:
    client = make_app(requests_per_minute=3).test_client()
    statuses = [client.get("/api/v1/viewer").status_code for _ in range(4)]
    assert statuses == [401, 401, 401, 429]
    page = client.get("/")
    assert page.status_code == 429
    assert "アクセスが集中しています" in page.text
    assert int(page.headers["Retry-After"]) > 0
    assert client.get("/healthz").status_code == 200


def test_each_account_has_its_own_limit(
    make_app: Callable[..., Flask], services: FakeServices
) -> None:
    client = make_app(requests_per_minute=1).test_client()
    assert client.get("/api/v1/viewer").status_code == 401
    services.sign_in()
    headers = {"Authorization": "Bearer token"}
    assert client.get("/api/v1/viewer", headers=headers).status_code == 200
    services.sign_in(account_id="account-2")
    assert client.get("/api/v1/viewer", headers=headers).status_code == 200
    assert client.get("/api/v1/viewer", headers=headers).status_code == 429


def test_attempts_that_a_guesser_would_make_have_a_strict_limit(
    make_app: Callable[..., Flask],
) -> None:
    app = make_app(attempts_per_minute=2)

    @guarded
    @allow(ANYONE)
    def attempt() -> str:
        return "tried"

    app.add_url_rule("/attempt", "attempt", attempt, methods=["GET", "POST"])
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    assert [client.post("/attempt").status_code for _ in range(3)] == [200, 200, 429]
    assert client.get("/attempt").status_code == 200


def test_behind_a_proxy_the_address_is_the_callers(make_app: Callable[..., Flask]) -> None:
    client = make_app(requests_per_minute=1, trusted_proxies=1).test_client()
    for address in ("192.0.2.1", "192.0.2.2"):
        answer = client.get("/api/v1/viewer", headers={"X-Forwarded-For": address})
        assert answer.status_code == 401
    again = client.get("/api/v1/viewer", headers={"X-Forwarded-For": "192.0.2.1"})
    assert again.status_code == 429


def test_uploads_are_large_only_where_they_are_expected(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False

    @accepts_upload(3)
    @allow(ANYONE)
    def upload() -> str:
        return str(len(request.files["file"].read()))

    @allow(ANYONE)
    def plain() -> str:
        return str(len(request.files))

    app.add_url_rule("/upload", "upload", upload, methods=["POST"])
    app.add_url_rule("/plain", "plain", plain, methods=["POST"])
    client = app.test_client()

    def send(path: str, size: int) -> int:
        head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
        body = head + b"x" * size + b"\r\n--x--\r\n"
        return client.post(
            path, data=body, content_type="multipart/form-data; boundary=x"
        ).status_code

    assert send("/upload", 3_000_000) == 200
    assert send("/upload", 4_000_000) == 413
    assert send("/plain", 2_000_000) == 413


def test_the_portal_is_ready_when_every_service_answers(
    client: FlaskClient, services: FakeServices
) -> None:
    for name in ("identity", "listings", "applications", "messaging"):
        services.answer(f"{name}.ping", {})
    waiting = client.get("/readyz")
    assert waiting.status_code == 503
    assert (waiting.json or {})["services"]["reporting"] == "away (no-route)"
    services.answer("reporting.ping", {})
    ready = client.get("/readyz")
    assert (ready.status_code, (ready.json or {})["ready"]) == (200, True)


def test_a_projection_that_stands_still_is_named_and_nobody_is_sent_away(
    client: FlaskClient, services: FakeServices
) -> None:
    for name in ("identity", "applications", "messaging", "reporting"):
        services.answer(f"{name}.ping", {})
    services.answer("listings.ping", {"stopped": ["search_documents.v1"]})
    told = client.get("/readyz")
    assert told.status_code == 200
    assert (told.json or {})["services"]["listings"] == "ready, stopped: search_documents.v1"


def test_operators_find_health_metrics_and_robots(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    client.get("/nothing")
    assert 'gateway_requests_total{method="GET",route="(none)",status="404"} 1.0' in (
        client.get("/metrics").text
    )
    assert "Disallow: /mypage" in client.get("/robots.txt").text


def test_assets_have_the_hash_of_their_content_in_their_name(client: FlaskClient) -> None:
    page = client.get("/nothing").text
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        asset = client.get(address)
        assert asset.status_code == 200
        assert "immutable" in asset.headers["Cache-Control"]
    assert client.get("/static/portal.css").status_code == 404
    assert client.get("/static/../app.py").status_code == 404
