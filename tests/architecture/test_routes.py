"""Every route of the gateway says who may call it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter

from gateway.app import create_app
from gateway.auth.allow import Allowed, allowed_of
from gateway.auth.viewer import Role
from gateway.settings import Settings
from tests.unit.gateway.fake_services import FakeServices

TECHNICAL = {"/healthz", "/readyz", "/metrics", "/robots.txt", "/static/<path:name>"}


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    settings = Settings(
        environment="production",
        listen_host="127.0.0.1",
        listen_port=8000,
        public_url="https://portal.example",
        amqp_uri="amqp://127.0.0.1/",
        secret="s" * 40,
        spool_dir=tmp_path,
    )
    return create_app(settings, FakeServices())


@pytest.fixture
def declared(app: Flask) -> dict[str, Allowed | None]:
    return {
        f"{rule.rule} {rule.endpoint}": allowed_of(app.view_functions[rule.endpoint])
        for rule in app.url_map.iter_rules()
    }


@pytest.mark.requirement("GW-06")
def test_every_route_says_who_may_call_it(declared: dict[str, Allowed | None]) -> None:
    assert len(declared) > 8, "no route was seen"
    assert [route for route, allowed in declared.items() if allowed is None] == []


def test_a_route_that_nobody_may_call_is_a_mistake(declared: dict[str, Allowed | None]) -> None:
    for route, allowed in declared.items():
        assert allowed is not None
        assert allowed.roles or allowed.scope, route


def test_only_technical_routes_look_away_from_the_session(
    declared: dict[str, Allowed | None],
) -> None:
    for route, allowed in declared.items():
        path = route.partition(" ")[0]
        if allowed is not None and allowed.technical:
            assert path in TECHNICAL or path.endswith((".json", ".xml", ".rss", ".ics")), route


def test_areas_of_one_role_are_closed_to_visitors(declared: dict[str, Allowed | None]) -> None:
    for route, allowed in declared.items():
        if route.startswith(("/office/login ", "/office/login/passkey ")):
            continue
        if route.startswith(("/mypage", "/organisation/", "/office")):
            assert allowed is not None
            assert Role.VISITOR not in allowed.roles, route


def test_no_number_in_an_address_is_larger_than_a_service_can_be_asked_with(app: Flask) -> None:
    numbers = {
        f"{rule.rule} {name}": converter.max
        for rule in app.url_map.iter_rules()
        for name, converter in rule._converters.items()
        if isinstance(converter, IntegerConverter)
    }
    assert numbers
    assert {where for where, most in numbers.items() if most is None or most >= 2**63} == set()
