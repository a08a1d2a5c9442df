"""Snapshots on a real MongoDB: the suite, and many writers at once."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest

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
