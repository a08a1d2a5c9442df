"""The event log on a real MongoDB: the suite of every store, and what only a server can break."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from services.kernel.eventkit.application.ports import VersionConflict
from services.kernel.eventkit.mongo import group_commit
from services.kernel.eventkit.mongo.event_store import MongoEventStore
from services.kernel.eventkit.mongo.group_commit import GroupCommit, Ticket
from tests.support.commits import a_commit, faults_of
from tests.unit.kernel.event_store_suite import (
    EventStoreSuite,
    whole_log,
    with_events,
)


class TestEventStoreOnMongoDB(EventStoreSuite):
    """The suite, on a real log."""


def held_up(store: MongoEventStore, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Keeps the first batch from being written until the event is set, so that others gather."""
    go_on = threading.Event()
    write = GroupCommit._write

    def waiting(self: GroupCommit, batch: Any) -> None:
        go_on.wait(20)
        write(self, batch)

    monkeypatch.setattr(GroupCommit, "_write", waiting)
    return go_on


def test_a_conflict_within_a_batch_is_for_that_command_alone(
    store: MongoEventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append(a_commit("taken", 1, "c-0"))
    go_on = held_up(store, monkeypatch)
    outcomes: dict[str, str] = {}

    def send(stream: str, command_id: str) -> None:
        try:
            store.append(a_commit(stream, 1, command_id))
            outcomes[command_id] = "stored"
        except VersionConflict:
            outcomes[command_id] = "conflict"

    threads = [
        threading.Thread(target=send, args=place)
        for place in [
            ("a", "c-1"),
            ("taken", "c-2"),
            ("b", "c-3"),
            ("taken", "c-0"),
            ("twice", "c-4"),
            ("twice", "c-5"),
        ]
    ]
    for thread in threads:
        thread.start()
    while len(store._appender._waiting) < len(threads) - 1:
        threading.Event().wait(0.005)
    go_on.set()
    for thread in threads:
        thread.join()
    assert outcomes.pop("c-4") != outcomes.pop("c-5")
    assert outcomes == {"c-1": "stored", "c-2": "conflict", "c-3": "stored", "c-0": "stored"}
    log = whole_log(store)
    assert faults_of(log) == []
    assert len(with_events(log)) == 4


def test_a_commit_the_server_refuses_for_itself_does_not_take_others_along(
    store: MongoEventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store._events.database.command(
        {"collMod": "events", "validator": {"s": {"$ne": "poison"}}, "validationAction": "error"}
    )
    go_on = held_up(store, monkeypatch)
    faults: list[BaseException] = []

    def send(stream: str) -> None:
        try:
            store.append(a_commit(stream, 1, f"c-{stream}"))
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=send, args=(s,)) for s in ("a", "b", "poison", "c")]
    for thread in threads:
        thread.start()
    while len(store._appender._waiting) < len(threads) - 1:
        threading.Event().wait(0.005)
    go_on.set()
    for thread in threads:
        thread.join()
    assert len(faults) == 1
    assert sorted(c.stream for c in with_events(whole_log(store))) == ["a", "b", "c"]
    assert store.append(a_commit("d", 1, "c-d")) >= 4


def test_a_commit_larger_than_a_document_is_refused_before_it_is_sent(
    store: MongoEventStore,
) -> None:
    with pytest.raises(ValueError, match="15 MB"):
        store.append(a_commit("x" * 15_100_000, 1, "c-1", events=1))
    assert store.last_position() == 0


@pytest.mark.parametrize("written_before_the_loss", [False, True])
def test_a_lost_connection_is_no_lost_command_and_no_second_effect(
    store: MongoEventStore, monkeypatch: pytest.MonkeyPatch, written_before_the_loss: bool
) -> None:
    write = GroupCommit._write
    losses = [1, 2]

    def losing(self: GroupCommit, batch: Any) -> None:
        if losses:
            losses.pop()
            if written_before_the_loss:
                write(self, batch)
                for ticket in batch:
                    ticket.position = 0
            raise AutoReconnect("connection reset")
        write(self, batch)

    monkeypatch.setattr(GroupCommit, "_write", losing)
    assert store.append(a_commit("notice-1", 1, "c-1")) == 1
    assert [c.command_id for c in whole_log(store)] == ["c-1"]


class Ended(BaseException):
    """As a greenlet is ended."""


def test_a_leader_that_is_interrupted_does_not_leave_others_waiting(
    store: MongoEventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = GroupCommit._write
    go_on = threading.Event()
    first = [True]

    def ending(self: GroupCommit, batch: Any) -> None:
        if first:
            first.pop()
            go_on.wait(20)
            raise Ended
        write(self, batch)

    monkeypatch.setattr(GroupCommit, "_write", ending)
    ended = []

    def leader() -> None:
        try:
            store.append(a_commit("leader", 1, "c-leader"))
        except Ended:
            ended.append(1)

    leading = threading.Thread(target=leader)
    leading.start()
    while first:
        threading.Event().wait(0.005)
    others = [
        threading.Thread(target=store.append, args=(a_commit(f"n-{n}", 1, f"c-{n}"),))
        for n in range(5)
    ]
    for other in others:
        other.start()
    while len(store._appender._waiting) < len(others):
        threading.Event().wait(0.005)
    go_on.set()
    for thread in (leading, *others):
        thread.join(20)
        assert not thread.is_alive()
    assert ended == [1]
    assert len(whole_log(store)) == 5
    assert store.append(a_commit("later", 1, "c-later")) == 6


class Doomed(Ticket):
    """A command that is ended at the moment it is to lead the writing."""

    def wait(self) -> None:
        super().wait()
        raise Ended


def test_a_command_that_is_ended_while_it_waits_to_lead_passes_the_lead_on(
    store: MongoEventStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = held_up(store, monkeypatch)
    ended: list[int] = []

    def doomed() -> None:
        try:
            store.append(a_commit("doomed", 1, "c-doomed"))
        except Ended:
            ended.append(1)

    def waiting(count: int) -> None:
        while len(store._appender._waiting) < count:
            threading.Event().wait(0.005)

    threads = [threading.Thread(target=store.append, args=(a_commit("a", 1, "c-a"),))]
    threads[0].start()
    while not store._appender._writing or store._appender._waiting:
        threading.Event().wait(0.005)
    with monkeypatch.context() as patch:
        patch.setattr(group_commit, "Ticket", Doomed)
        threads.append(threading.Thread(target=doomed))
        threads[-1].start()
        waiting(1)
    threads.append(threading.Thread(target=store.append, args=(a_commit("b", 1, "c-b"),)))
    threads[-1].start()
    waiting(2)
    go_on.set()
    for thread in threads:
        thread.join(20)
        assert not thread.is_alive()
    assert ended == [1]
    assert [c.stream for c in whole_log(store)] == ["a", "b"]
