"""Reading the log by position: no gap, wherever the parts it is read in end."""

from __future__ import annotations

import pytest
from pymongo.errors import DuplicateKeyError

from services.kernel.eventkit.mongo import log_reading
from services.kernel.eventkit.mongo.documents import as_document
from services.kernel.eventkit.mongo.event_store import MongoEventStore
from tests.support.commits import a_commit
from tests.unit.kernel.event_store_suite import whole_log


def test_a_reader_fills_a_position_that_was_left_empty(store: MongoEventStore) -> None:
    store.append(a_commit("a", 1, "c-1"))
    store._events.insert_one({"_id": 4, **as_document(a_commit("b", 1, "c-2"))})
    log = whole_log(store)
    assert [(c.position, c.stream) for c in log] == [(1, "a"), (2, ""), (3, ""), (4, "b")]
    with pytest.raises(DuplicateKeyError):
        store._events.insert_one({"_id": 2, **as_document(a_commit("late", 1, "c-3"))})
    assert store.append(a_commit("c", 1, "c-4")) == 5


def test_who_works_through_the_log_meets_no_gap_wherever_pages_and_pieces_end(
    store: MongoEventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_reading, "PAGE", 4)
    monkeypatch.setattr(log_reading, "PIECE_BYTES", 700)
    left_empty = {1, 5, 8, 9}
    for n in range(1, 12):
        if n not in left_empty:
            document = as_document(a_commit(f"s-{n}", 1, f"c-{n}", events=n))
            store._events.insert_one({"_id": n, **document})
    pieces = [list(piece) for piece in store.scan(0)]
    assert [c.position for piece in pieces for c in piece] == list(range(1, 12))
    assert {c.position for piece in pieces for c in piece if not c.events} == left_empty
    assert [len(c.events) for piece in pieces for c in piece if c.events] == [2, 3, 4, 6, 7, 10, 11]
    assert len(pieces) > 3
    assert max(len(piece) for piece in pieces) > 1
