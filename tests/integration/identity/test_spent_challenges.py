"""Answered challenges in MongoDB keep the promise of the port."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from pymongo import MongoClient

from services.identity.adapters.spent_challenges import MongoSpentChallenges

AT = datetime(2024, 5, 1, 3, tzinfo=UTC)


@pytest.fixture
def spent(mongo: MongoClient[dict[str, Any]], db_prefix: str) -> Iterator[MongoSpentChallenges]:
    database = mongo[f"{db_prefix}_identity_challenges"]
    made = MongoSpentChallenges(database)
    made.prepare()
    made.prepare()
    yield made
    database.drop_collection("spent_challenges")


def test_a_challenge_is_for_the_command_that_took_it_first(spent: MongoSpentChallenges) -> None:
    assert spent.take("c", "one", AT)
    assert not spent.take("c", "two", AT)
    assert spent.take("c", "one", AT)
    assert spent.take("d", "two", AT)


def test_of_many_at_once_one_takes_it(spent: MongoSpentChallenges) -> None:
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda one: spent.take("at once", f"taker-{one}", AT), range(32)))
    assert sum(taken) == 1
