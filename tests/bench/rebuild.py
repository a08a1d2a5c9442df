"""Building a projection from zero into an empty collection."""

from __future__ import annotations

import threading
import time
from typing import Any

from pymongo import MongoClient

from services.kernel.eventkit.memory.parts import StubNeighbours
from services.kernel.eventkit.mongo.documents import as_document
from services.kernel.eventkit.mongo.event_store import MongoEventStore
from services.kernel.eventkit.running.rebuild import Rebuilder
from tests.bench.board import BOARD, SEEN_EACH, codec, commits, notices
from tests.bench.machine import wait_until_quiet


def fill(database: Any, count: int) -> MongoEventStore:
    """A log of so many events, written past the store."""
    store = MongoEventStore(database)
    store.prepare()
    batch: list[dict[str, Any]] = []
    for position, commit in enumerate(commits(count), start=1):
        batch.append({"_id": position, **as_document(commit)})
        if len(batch) == 5000 or position == count:
            database["events"].insert_many(batch, ordered=True)
            batch = []
    return store


def rate(uri: str, count: int) -> float:
    """Events a second, from the first read to the swapped-in collection."""
    with MongoClient[Any](uri, tz_aware=True) as client:
        client.drop_database("bench_rebuild")
        database = client["bench_rebuild"]
        store = fill(database, count)
        wait_until_quiet()
        begin = time.monotonic()
        rebuilder = Rebuilder(BOARD, database, store, codec(), StubNeighbours(), threading.Lock())
        documents = rebuilder.rebuild(notices)
        seconds = time.monotonic() - begin
        assert documents == count // (SEEN_EACH + 1)
        assert database[notices.collection].find_one({}, {"seen": 1})["seen"] == SEEN_EACH
        client.drop_database("bench_rebuild")
    return count / seconds
