from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.app import create_app
from gateway.settings import Settings
from tests.unit.gateway.fake_services import FakeServices


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        environment="local",
        listen_host="127.0.0.1",
        listen_port=8000,
        public_url="http://localhost",
        amqp_uri="amqp://127.0.0.1/",
        secret="s" * 40,
        spool_dir=tmp_path / "spool",
        secretariat_address="secretariat@portal.example",
        social_url="https://social.portal.example/",
        requests_per_minute=0,
        attempts_per_minute=0,
    )


@pytest.fixture
def services() -> FakeServices:
    return FakeServices()


@pytest.fixture
def make_app(settings: Settings, services: FakeServices) -> Callable[..., Flask]:
    def make(**changes: Any) -> Flask:
        app = create_app(replace(settings, **changes), services)
        app.testing = True
        return app

    return make


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
