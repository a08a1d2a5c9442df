from __future__ import annotations

import itertools
from typing import Any

import pytest
from pymongo import MongoClient

from services.kernel.eventkit.mongo.event_store import MongoEventStore
from tests.integration.kernel.kit import Kit

_numbers = itertools.count(1)


@pytest.fixture
def kit(mongo: MongoClient[dict[str, Any]], db_prefix: str) -> Kit:
    """A notice board on a database of its own."""
    return Kit(mongo, f"{db_prefix}_kit{next(_numbers)}")


@pytest.fixture
def database(mongo: MongoClient[dict[str, Any]], db_prefix: str) -> Any:
    """A database of the test's own for a log."""
    return mongo[f"{db_prefix}_log{next(_numbers)}"]


@pytest.fixture
def store(database: Any) -> MongoEventStore:
    """An empty log."""
    made = MongoEventStore(database)
    made.prepare()
    return made
