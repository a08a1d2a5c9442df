"""The event log while its writers and its server are killed, and with many processes at once."""

from __future__ import annotations

import itertools
import random
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient
from pymongo.errors import PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from deploy.local.mongod import Mongod
from deploy.local.processes import Process, wait_until
from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.commit import Commit
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import SYSTEM
from services.kernel.eventkit.mongo.documents import as_document, decode
from services.kernel.eventkit.mongo.event_store import MongoEventStore
from tests.integration.kernel.kit import NOON
from tests.support.commits import a_commit, faults_of
from tests.support.noticeboard import Notice, NoticePosted, NoticeTakenDown, evolve
from tests.support.parts import ROOT

_numbers = itertools.count(1)


class Log:
    """A log, its writers as processes, and a follower that notes what it saw."""

    def __init__(self, uri: str, name: str, folder: Path) -> None:
        self.uri, self.name, self._folder = uri, name, folder
        self.client: MongoClient[dict[str, Any]] = MongoClient(uri)
        self.store = MongoEventStore(self.client[name])
        self.store.prepare()
        self.seen: list[Commit] = []
        self.writers: list[Process] = []
        self._done = threading.Event()
        self._follower = threading.Thread(target=self._follow)
        self._follower.start()

    def _follow(self) -> None:
        for commits in self.store.follow(0, wait_seconds=0.2):
            self.seen.extend(commits)
            if self._done.is_set() and not commits:
                return

    def writer(self, threads: int, streams: int = 0, turns: int = 10**9) -> Process:
        name = f"w{next(_numbers)}"
        arguments = [self.uri, self.name, name, str(threads), str(streams), str(turns)]
        writer = Process(
            name,
            (sys.executable, "-m", "tests.integration.kernel.log_writer", *arguments),
            self._folder / f"{name}.log",
            folder=ROOT,
        )
        writer.start()
        self.writers.append(writer)
        return writer

    def acknowledged(self) -> set[str]:
        """Every whole line that any writer printed."""
        lines: set[str] = set()
        for writer in self.writers:
            lines.update(writer.log.read_text().split("\n")[:-1])
        return lines

    def wait_for_commits(self, count: int) -> None:
        assert wait_until(lambda: len(self.acknowledged()) >= count, 120), "writers stand still"

    def settle(self) -> list[Commit]:
        """Ends the writers and lets the follower come to the end; gives the whole log."""
        for writer in self.writers:
            writer.kill()
        log: list[Commit] = []
        while page := self.store.read_log(log[-1].position if log else 0, 5000):
            log.extend(page)
        assert wait_until(lambda: len(self.seen) >= len(log), 60), "the follower stands still"
        return log

    def close(self) -> None:
        for writer in self.writers:
            writer.kill()
        self._done.set()
        self._follower.join()
        self.client.close()


def assert_sound(log: Log) -> None:
    """Nothing acknowledged is lost, nothing is twice, and the follower saw exactly the log."""
    whole = log.settle()
    assert faults_of(whole) == []
    stored = [commit.command_id for commit in whole if commit.events]
    assert len(stored) == len(set(stored))
    assert log.acknowledged() - set(stored) == set()
    assert [(c.position, c.command_id) for c in log.seen] == [
        (c.position, c.command_id) for c in whole
    ]


@pytest.fixture
def log(mongo_uri: str, db_prefix: str, tmp_path: Path) -> Iterator[Log]:
    made = Log(mongo_uri, f"{db_prefix}_log{next(_numbers)}", tmp_path)
    yield made
    made.close()


def test_four_processes_of_sixteen_threads_leave_no_hole_to_a_follower(log: Log) -> None:
    for _ in range(4):
        log.writer(threads=16, turns=40)
    assert wait_until(lambda: not any(w.runs() for w in log.writers), 200)
    assert_sound(log)
    assert len(log.acknowledged()) == 4 * 16 * 40


def test_many_processes_on_few_hot_streams_keep_versions_in_the_order_of_positions(
    log: Log,
) -> None:
    for _ in range(3):
        log.writer(threads=6, streams=2, turns=12)
    assert wait_until(lambda: not any(w.runs() for w in log.writers), 200)
    assert_sound(log)
    assert len(log.acknowledged()) == 3 * 6 * 12


def test_writers_killed_at_random_lose_no_acknowledged_commit(log: Log) -> None:
    moment = threading.Event()
    for _ in range(3):
        log.writer(threads=4, streams=random.choice([0, 3]))
    log.wait_for_commits(50)
    for kill in range(8):
        moment.wait(random.uniform(0.05, 0.6))
        random.choice([w for w in log.writers if w.runs()]).kill()
        before = len(log.acknowledged())
        log.writer(threads=4, streams=random.choice([0, 3]))
        if kill % 3 == 0:
            log.wait_for_commits(before + 20)
    assert_sound(log)


@pytest.fixture
def fragile(private_mongod: Mongod, tmp_path: Path) -> Iterator[Log]:
    made = Log(private_mongod.uri, f"log{next(_numbers)}", tmp_path)
    yield made
    made.close()


def test_a_server_killed_at_random_takes_back_nothing_that_was_acknowledged_or_seen(
    fragile: Log, private_mongod: Mongod
) -> None:
    moment = threading.Event()
    for streams in (0, 2):
        fragile.writer(threads=8, streams=streams)
    for _ in range(3):
        before = len(fragile.acknowledged())
        fragile.wait_for_commits(before + 100)
        moment.wait(random.uniform(0.0, 0.5))
        private_mongod.kill()
        private_mongod.start()
    before = len(fragile.acknowledged())
    fragile.wait_for_commits(before + 50)
    assert_sound(fragile)


def not_yet_journalled(database: Any) -> Any:
    return database.get_collection("events", write_concern=WriteConcern(w=1, j=False))


def crash(mongod: Mongod) -> None:
    mongod.kill()
    mongod.start()


def test_readers_never_see_what_a_crash_takes_back(private_mongod: Mongod) -> None:
    """A commit is in the server's memory only; local readers see it, the store's do not rely on it.

    The loop goes on until a crash really took one back, so that both are shown.
    """
    for attempt in range(10):
        with MongoClient[dict[str, Any]](private_mongod.uri) as client:
            database = client[f"phantom{attempt}"]
            store = MongoEventStore(database)
            store.prepare()
            store.append(a_commit("a", 1, "c-1"))
            not_yet_journalled(database).insert_one(
                {"_id": 2, **as_document(a_commit("b", 1, "c-2"))}
            )
            local = database.get_collection("events", read_concern=ReadConcern("local"))
            seen_locally = [d["_id"] for d in local.find({"_id": {"$gt": 1}})]
            seen = [c.position for c in store.read_log(1, 10)]
            crash(private_mongod)
            left = {c.position for c in store.read_log(0, 10)}
            assert set(seen) <= left
            if seen_locally == [2] and 2 not in left:
                assert store.append(a_commit("d", 1, "c-3")) == 2
                return
    raise AssertionError("no crash took back what was not journalled: nothing was shown")


class LocalReads(MongoEventStore):
    """Wrong: what it decides on may be taken back."""

    def read_stream(self, stream: str, from_version: int = 1) -> Sequence[Commit]:
        found = self._events.find({"s": stream, "v": {"$gte": from_version}}, sort=[("v", 1)])
        return [decode(document) for document in found]


def is_lost(mongod: Mongod, store_class: type[MongoEventStore]) -> bool:
    """Whether a command is gone after it was answered, because the answer came from memory.

    Its first try got no further than the server's memory when its connection broke; it is sent
    again, answered, and then the server crashes.
    """
    with MongoClient[dict[str, Any]](mongod.uri) as client:
        database = client[f"repeated{next(_numbers)}"]
        store = store_class(database)
        store.prepare()
        store.append(a_commit("notice-n-1", 1, "c-1"))
        first_try = {"_id": 2, **as_document(a_commit("notice-n-2", 1, "c-2"))}
        not_yet_journalled(database).insert_one(first_try)
        codec = EventCodec()
        codec.register(NoticePosted, "NoticePosted")
        codec.register(NoticeTakenDown, "NoticeTakenDown")
        notices = Repository(store, codec, "notice", Notice(), evolve, lambda seconds: None)
        context = Context("take_down_notice", "c-2", SYSTEM, NOON, "corr")
        notices.change("n-2", context, lambda notice: [NoticeTakenDown("n-2")])
        crash(mongod)
        return [c.command_id for c in store.read_stream("notice-n-2")] != ["c-2"]


def test_a_command_found_in_the_log_is_answered_only_when_it_cannot_be_lost(
    private_mongod: Mongod,
) -> None:
    assert not any(is_lost(private_mongod, MongoEventStore) for _ in range(3))
    assert any(is_lost(private_mongod, LocalReads) for _ in range(10))


def test_commands_wait_for_a_server_that_is_away_for_a_moment(private_mongod: Mongod) -> None:
    with MongoClient[dict[str, Any]](private_mongod.uri, serverSelectionTimeoutMS=2000) as client:
        store = MongoEventStore(client["away"])
        store.prepare()
        store.append(a_commit("a", 1, "c-1"))
        private_mongod.kill()
        outcome: list[Any] = []

        def append() -> None:
            try:
                outcome.append(store.append(a_commit("b", 1, "c-2")))
            except PyMongoError as fault:
                outcome.append(fault)

        waiting = threading.Thread(target=append)
        waiting.start()
        private_mongod.start()
        waiting.join()
        assert outcome == [2]
