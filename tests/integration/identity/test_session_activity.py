"""Session activity in MongoDB keeps the promises of the port."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo import MongoClient

from services.identity.adapters.session_activity import MongoSessionActivity

AT = datetime(2024, 5, 1, 3, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def activity(mongo: MongoClient[dict[str, Any]], db_prefix: str) -> Iterator[MongoSessionActivity]:
    database = mongo[f"{db_prefix}_identity_activity"]
    made = MongoSessionActivity(database)
    made.prepare()
    made.prepare()
    yield made
    database.drop_collection("session_activity")


def test_a_session_that_never_began_is_not_touched(activity: MongoSessionActivity) -> None:
    assert not activity.touch("s", AT, AT - timedelta(minutes=60))
    assert activity.last_seen("s") is None


@pytest.mark.requirement("ID-61")
def test_a_request_60_minutes_after_the_last_is_in_time(activity: MongoSessionActivity) -> None:
    activity.begin("s", AT)
    later = AT + timedelta(minutes=60)
    assert activity.touch("s", later, later - timedelta(minutes=60))
    much_later = later + timedelta(minutes=60, seconds=1)
    assert not activity.touch("s", much_later, much_later - timedelta(minutes=60))


def test_activity_only_goes_forward(activity: MongoSessionActivity) -> None:
    later = AT + timedelta(seconds=5)
    activity.begin("s", later)
    activity.begin("s", AT)
    assert activity.touch("s", AT, AT)
    seen = activity.last_seen("s")
    assert seen is not None
    assert seen.tzinfo is not None
    assert abs(seen - later) < timedelta(milliseconds=1)


def test_an_ended_session_is_unknown(activity: MongoSessionActivity) -> None:
    activity.begin("s", AT)
    activity.end("s")
    activity.end("s")
    assert not activity.touch("s", AT, AT)
    assert activity.last_seen("s") is None
