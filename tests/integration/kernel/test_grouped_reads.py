"""Reading by id: those who ask while a reading is under way go together."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.errors import PyMongoError

from deploy.local.processes import wait_until
from services.kernel.eventkit.mongo.grouped_reads import GroupedReads


class Held:
    """A collection whose readings wait until they are let through."""

    def __init__(self, real: Any) -> None:
        self._real = real
        self.codec_options = real.codec_options
        self.asked: list[set[str]] = []
        self.let_through = threading.Semaphore(0)
        self.failures = 0

    def find_raw_batches(self, where: Any) -> Any:
        self.asked.append(set(where["_id"]["$in"]))
        assert self.let_through.acquire(timeout=60)
        if self.failures:
            self.failures -= 1
            raise PyMongoError("away")
        return self._real.find_raw_batches(where)


@pytest.fixture
def held(mongo: MongoClient[dict[str, Any]], db_prefix: str) -> Held:
    collection = mongo[f"{db_prefix}_grouped"]["documents"]
    collection.drop()
    collection.insert_many([{"_id": f"k{n}", "n": n, "名": "山" * n} for n in range(300)])
    return Held(collection)


def started(reads: GroupedReads, held: Held, groups: list[tuple[str, ...]]) -> list[Future[Any]]:
    """The first group is being read; all others wait to go together."""
    pool = ThreadPoolExecutor(len(groups))
    found = [pool.submit(reads.fetch, groups[0])]
    assert wait_until(lambda: len(held.asked) == 1, 30)
    found += [pool.submit(reads.fetch, keys) for keys in groups[1:]]
    wanted = {key for keys in groups[1:] for key in keys}
    assert wait_until(lambda: reads._next is not None and reads._next.keys == wanted, 30)
    pool.shutdown(wait=False)
    return found


def test_who_asks_meanwhile_goes_together_and_gets_what_they_asked_for(held: Held) -> None:
    reads = GroupedReads(held)  # type: ignore[arg-type]
    asked = [("k1",), ("k2", "k3"), ("k3", "nowhere"), tuple(f"k{n}" for n in range(300))]
    found = started(reads, held, asked)
    held.let_through.release(2)
    answers = [one.result(60) for one in found]
    assert [set(answer) for answer in answers] == [
        {"k1"},
        {"k2", "k3"},
        {"k3"},
        {f"k{n}" for n in range(300)},
    ]
    assert answers[1]["k3"] == answers[2]["k3"] == {"_id": "k3", "n": 3, "名": "山山山"}
    assert answers[1]["k3"] is not answers[2]["k3"]
    assert len(held.asked) == 2


def test_what_befalls_the_reader_of_a_group_befalls_nobody_else(held: Held) -> None:
    reads = GroupedReads(held)  # type: ignore[arg-type]
    held.failures = 2
    first, reader, other = started(reads, held, [("k1",), ("k2",), ("k3",)])
    held.let_through.release(3)
    failed = [one for one in (first, reader, other) if one.exception(60) is not None]
    assert first in failed
    assert len(failed) == 2
    [found] = [one.result(60) for one in (reader, other) if one not in failed]
    assert [document["n"] for document in found.values()] in ([2], [3])
    held.let_through.release(1)
    assert reads.fetch(("k4",)) == {"k4": {"_id": "k4", "n": 4, "名": "山" * 4}}
