"""The parts that tests above the unit tier stand on; nothing starts before a test asks for it.

    def test_x(amqp_uri, mongo_uri, db_prefix): ...

gives a fresh virtual host and a fresh database prefix per test module on the shared servers;
`private_broker` and `private_mongod` are servers that a module may kill, cut off and wipe.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from pymongo import MongoClient

from deploy.local.broker import Broker
from deploy.local.mongod import Mongod
from deploy.local.ports import Ports
from tests.support.broker import Management
from tests.support.mail import MailSink, running_mail_sink
from tests.support.parts import (
    Parts,
    broker_in,
    drop_databases,
    mongod_in,
    private_folder,
    shared_parts,
)
from tests.support.portal import LocalPortal, Portal, portal_at, portal_on
from tests.support.trace import note_requirements, start_trace

# The longest files are those of the browser; what runs side by side ends soonest if they begin.
TIERS = (
    *("unit", "contract", "architecture", "integration", "browser", "e2e"),
    *("timing", "bench", "chaos"),
)

TESTS = Path(__file__).parent

# How long an example takes says something about the machine, not about the code.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")
_numbers = itertools.count(1)

# All tests come from one address; the limits have tests of their own.
NO_LIMITS = {"REQUESTS_PER_MINUTE": "0", "ATTEMPTS_PER_MINUTE": "0", "ATTEMPTS_PER_ACCOUNT": "0"}


def pytest_configure(config: pytest.Config) -> None:
    """Starts the trace of requirements where it is asked for."""
    start_trace(config)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Runs the quick tiers first, whatever the random order within them.

    Against a portal that runs elsewhere (BASE_URL) only the tests that need nothing but a portal.
    """
    note_requirements(items)
    if "BASE_URL" in os.environ:
        here = [item for item in items if not _can_run_elsewhere(item)]
        config.hook.pytest_deselected(items=here)
        items[:] = [item for item in items if _can_run_elsewhere(item)]
    items.sort(key=lambda item: TIERS.index(item.path.relative_to(TESTS).parts[0]))


def _can_run_elsewhere(item: pytest.Item) -> bool:
    needs = set(getattr(item, "fixturenames", ()))
    return "portal" in needs and not needs & {"local_portal", "parts"}


def _fresh(request: pytest.FixtureRequest) -> str:
    module = request.module.__name__.rpartition(".")[2].removeprefix("test_")
    return f"t{os.getpid()}_{next(_numbers)}_{module[:20]}"


@pytest.fixture(scope="session")
def parts() -> Iterator[Parts]:
    """The running broker and replica set that all tests share."""
    with shared_parts() as running:
        yield running


@pytest.fixture(scope="session")
def management(parts: Parts) -> Management:
    """RabbitMQ's management API of the shared broker."""
    return parts.management


@pytest.fixture(scope="module")
def vhost(request: pytest.FixtureRequest, management: Management) -> Iterator[str]:
    """The name of a virtual host of the module's own."""
    name = _fresh(request)
    management.create_vhost(name)
    yield name
    management.delete_vhost(name)


@pytest.fixture(scope="module")
def amqp_uri(parts: Parts, vhost: str) -> str:
    """AMQP_URI of the module's own virtual host."""
    return parts.broker.uri_of(vhost)


@pytest.fixture(scope="session")
def mongo_uri(parts: Parts) -> str:
    """MONGO_URI of the shared replica set; use it with `db_prefix`."""
    return parts.mongod.uri


@pytest.fixture(scope="module")
def mongo(mongo_uri: str) -> Iterator[MongoClient[dict[str, Any]]]:
    """A client of the shared replica set, with aware times."""
    with MongoClient[dict[str, Any]](mongo_uri, tz_aware=True) as client:
        yield client


@pytest.fixture(scope="module")
def db_prefix(request: pytest.FixtureRequest, mongo: MongoClient[dict[str, Any]]) -> Iterator[str]:
    """A DB_PREFIX of the module's own; its databases are dropped afterwards."""
    prefix = _fresh(request)
    yield prefix
    drop_databases(mongo, prefix)


@pytest.fixture(scope="module")
def private_broker(request: pytest.FixtureRequest) -> Iterator[Broker]:
    """A running broker of the module's own: `.kill()`, `.start()`, `.stop()`, `.wipe()`, `.uri`."""
    with private_folder(_fresh(request)) as folder:
        broker = broker_in(folder / "rabbitmq", Ports(folder / "ports.json"))
        try:
            broker.start()
            yield broker
        finally:
            broker.destroy()


@pytest.fixture(scope="module")
def private_mongod(request: pytest.FixtureRequest) -> Iterator[Mongod]:
    """A running replica set of the module's own: `.kill()`, `.start()`, `.stop()`, `.uri`."""
    with private_folder(_fresh(request)) as folder:
        mongod = mongod_in(folder / "mongod", Ports(folder / "ports.json"))
        try:
            mongod.start()
            yield mongod
        finally:
            mongod.destroy()


@pytest.fixture(scope="module")
def mail_sink(request: pytest.FixtureRequest) -> Iterator[MailSink]:
    """A running mail server of the module's own: `.smtp_uri`, `.wait_for(address)`."""
    with private_folder(_fresh(request)) as folder, running_mail_sink(folder) as sink:
        yield sink


@pytest.fixture(scope="session")
def local_portal(parts: Parts) -> Iterator[LocalPortal]:
    """The whole portal on the shared servers, empty at first, one for all tests of the session."""
    name = f"portal{os.getpid()}"
    parts.management.create_vhost(name)
    uris = (parts.broker.uri_of(name), parts.mongod.uri)
    with private_folder(name) as folder, portal_on(folder, *uris, name, NO_LIMITS) as running:
        yield running
    parts.management.delete_vhost(name)
    with MongoClient[dict[str, Any]](parts.mongod.uri) as client:
        drop_databases(client, name)


@pytest.fixture(scope="session")
def portal(request: pytest.FixtureRequest) -> Iterator[Portal]:
    """The portal that BASE_URL names, or else `local_portal`."""
    if "BASE_URL" in os.environ:
        with portal_at(os.environ) as running:
            yield running
    else:
        yield request.getfixturevalue("local_portal")
