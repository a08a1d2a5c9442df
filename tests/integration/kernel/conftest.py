from __future__ import annotations

import itertools
from typing import Any

import pytest
from pymongo import MongoClient

from tests.integration.kernel.kit import Kit

_numbers = itertools.count(1)


@pytest.fixture
def kit(mongo: MongoClient[dict[str, Any]], db_prefix: str) -> Kit:
    """A notice board on a database of its own."""
    return Kit(mongo, f"{db_prefix}_kit{next(_numbers)}")
