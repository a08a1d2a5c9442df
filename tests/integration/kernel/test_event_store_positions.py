"""Positions in the log: without holes, whoever writes beside whom."""

from __future__ import annotations

from typing import Any

import pytest
from bson.int64 import Int64

from services.kernel.eventkit.application.ports import VersionConflict
from services.kernel.eventkit.mongo.documents import as_document
from services.kernel.eventkit.mongo.event_store import MongoEventStore
from services.kernel.eventkit.mongo.group_commit import Ticket
from tests.support.commits import a_commit, faults_of
from tests.unit.kernel.event_store_suite import (
    append_next,
    at_once,
    whole_log,
    with_events,
)


def test_two_processes_worth_of_writers_number_without_holes(database: Any) -> None:
    stores = [MongoEventStore(database) for _ in range(3)]
    stores[0].prepare()

    def writer(store: MongoEventStore, number: int) -> Any:
        return lambda: [
            append_next(store, f"hot-{turn % 2}", f"c-{id(store)}-{number}-{turn}")
            for turn in range(10)
        ]

    at_once([writer(store, number) for store in stores for number in range(4)])
    log = whole_log(stores[0])
    assert faults_of(log) == []
    assert len(with_events(log)) == 120


def test_a_log_that_was_not_prepared_says_so(database: Any) -> None:
    with pytest.raises(RuntimeError, match="not prepared"):
        MongoEventStore(database).append(a_commit("a", 1, "c-1"))


def test_a_conflict_with_another_process_in_the_middle_of_a_batch_leaves_no_hole_to_readers(
    store: MongoEventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append(a_commit("taken", 1, "c-0"))
    batch = [Ticket(a_commit(s, 1, f"c-{s}")) for s in ("a", "taken", "b")]
    store._appender._write(batch)
    assert [t.position for t in batch] == [2, 0, 4]
    assert isinstance(batch[1].error, VersionConflict)
    assert {d["_id"] for d in store._events.find()} == {0, 1, 2, 4}
    assert [(c.position, c.stream) for c in store.read_log(1, 10)] == [(2, "a"), (3, ""), (4, "b")]


def test_a_commit_never_takes_a_position_that_was_left_empty_below_others(
    store: MongoEventStore, database: Any
) -> None:
    other = MongoEventStore(database)
    store.append(a_commit("a", 1, "c-1"))
    other.append(a_commit("taken", 1, "c-2"))
    batch = [Ticket(a_commit(s, 1, f"c-{s}")) for s in ("b", "taken", "hot")]
    other._appender._write(batch)
    assert batch[2].position == 5
    assert store.append(a_commit("hot", 2, "c-3")) == 6


def test_a_follower_that_cannot_read_yet_what_it_was_told_of_looks_again(
    store: MongoEventStore, database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a change of the primary; nothing further need happen."""
    following = store.follow(0, wait_seconds=0.05)
    assert list(next(following)) == []
    lagging, read = [True, True], MongoEventStore.read_log

    def read_log(self: MongoEventStore, after: int, limit: int) -> Any:
        return [] if lagging and lagging.pop() else read(self, after, limit)

    monkeypatch.setattr(MongoEventStore, "read_log", read_log)
    database["events"].insert_one(as_document(a_commit("notice-1", 1, "c-1")) | {"_id": Int64(2)})
    seen: list[int] = []
    for _ in range(40):
        seen.extend(c.position for c in next(following))
        if seen:
            break
    assert seen == [1, 2]
