"""Snapshots on a real MongoDB: the suite, and many writers at once."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from services.kernel.eventkit.mongo.snapshots import MongoSnapshots
from tests.unit.kernel.snapshot_suite import FIRST, SnapshotSuite


@pytest.fixture
def snapshots(database: Any) -> MongoSnapshots:
    return MongoSnapshots(database)


class TestSnapshotsOnMongoDB(SnapshotSuite):
    """The suite, on a real collection."""


def test_many_that_are_kept_at_once_do_no_harm(snapshots: MongoSnapshots) -> None:
    made = [replace(FIRST, version=number, position=number) for number in range(1, 33)]
    threads = [threading.Thread(target=snapshots.keep, args=(one,)) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert snapshots.find(["notice-1"])["notice-1"] in made
    snapshots.keep(made[-1])
    assert snapshots.find(["notice-1"]) == {"notice-1": made[-1]}


@pytest.mark.parametrize(
    "state", [{"posted": object()}, {"text": "x" * 17_000_000}, {"many": 2**70}, {"$set": {"": 1}}]
)
def test_what_cannot_be_kept_hurts_nobody(snapshots: MongoSnapshots, state: dict[str, Any]) -> None:
    snapshots.keep(FIRST)
    snapshots.keep(replace(FIRST, version=8, state=state))
    [found] = snapshots.find(["notice-1"]).values()
    assert found in (FIRST, replace(FIRST, version=8, state=state))


def test_what_another_release_kept_in_another_form_is_left_aside(
    snapshots: MongoSnapshots, database: Any
) -> None:
    other = replace(FIRST, stream="notice-2")
    for one in (FIRST, other):
        snapshots.keep(one)
    database["snapshots"].update_one({"_id": "notice-1"}, {"$unset": {"begins": 1}})
    assert snapshots.find(["notice-1", "notice-2"]) == {"notice-2": other}
    snapshots.keep(FIRST)
    assert snapshots.find(["notice-1"]) == {"notice-1": FIRST}


def test_a_collection_that_cannot_be_read_holds_nothing(database: Any) -> None:
    failing = [{"$project": {"x": {"$divide": [1, 0]}}}]
    database["something"].insert_one({"_id": "notice-1"})
    database.create_collection("snapshots", viewOn="something", pipeline=failing)
    with pytest.raises(OperationFailure):
        database["snapshots"].find_one()
    snapshots = MongoSnapshots(database)
    snapshots.keep(FIRST)
    assert snapshots.find(["notice-1"]) == {}


def test_nobody_waits_for_snapshots_of_a_database_that_is_away() -> None:
    with MongoClient[Any]("mongodb://127.0.0.1:1", serverSelectionTimeoutMS=60_000) as nobody:
        away = MongoSnapshots(nobody["away"])
        away.keep(FIRST)
        assert away.find(["notice-1"]) == {}
