"""What every event store promises (design.md section 4), whichever way it is kept.

A test class of a tier derives from `EventStoreSuite` and gives a fixture `store`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

import pytest

from services.kernel.eventkit.application.commit import Commit
from services.kernel.eventkit.application.ports import EventStore, VersionConflict
from tests.support.commits import META, a_commit, faults_of


def at_once(works: list[Callable[[], None]]) -> None:
    """Runs all of them in threads and raises what the first of them raised."""
    faults: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def append_next(store: EventStore, stream: str, command_id: str, events: int = 1) -> int:
    """Appends behind whatever the stream holds, as often as it takes."""
    while True:
        held = store.read_stream(stream)
        version = held[-1].version + len(held[-1].events) if held else 1
        try:
            return store.append(a_commit(stream, version, command_id, events))
        except VersionConflict:
            continue


def whole_log(store: EventStore) -> list[Commit]:
    """The log from its beginning to its end, read in pages."""
    log: list[Commit] = []
    while page := store.read_log(log[-1].position if log else 0, 1000):
        log.extend(page)
    return log


def with_events(log: Iterable[Commit]) -> list[Commit]:
    """The log without the empty commits that only take their place."""
    return [commit for commit in log if commit.events]


class EventStoreSuite:
    """The promises."""

    def test_an_empty_log_ends_at_nought(self, store: EventStore) -> None:
        assert store.last_position() == 0
        assert list(store.read_log(0, 10)) == []
        assert list(store.read_stream("notice-1")) == []

    def test_positions_are_contiguous_from_one(self, store: EventStore) -> None:
        positions = [store.append(a_commit(f"notice-{n}", 1, f"c-{n}")) for n in range(5)]
        assert positions == [1, 2, 3, 4, 5]
        assert store.last_position() == 5

    def test_a_commit_is_read_back_as_it_was_written(self, store: EventStore) -> None:
        store.append(a_commit("notice-1", 1, "c-1", events=3))
        for found in (store.read_stream("notice-1")[0], store.read_log(0, 10)[0]):
            assert (found.position, found.stream, found.version) == (1, "notice-1", 1)
            assert found.command_id == "c-1"
            assert [e.id for e in found.events] == ["c-1/0", "c-1/1", "c-1/2"]
            assert [(e.name, e.version) for e in found.events] == [("NoticeTakenDown", 1)] * 3
            assert dict(found.events[0].data) == {"notice_id": "notice-1"}
            assert dict(found.meta) == dict(META)

    def test_a_stream_is_read_from_a_version_on(self, store: EventStore) -> None:
        store.append(a_commit("notice-1", 1, "c-1", events=2))
        store.append(a_commit("notice-2", 1, "c-2"))
        store.append(a_commit("notice-1", 3, "c-3"))
        assert [c.command_id for c in store.read_stream("notice-1")] == ["c-1", "c-3"]
        assert [c.command_id for c in store.read_stream("notice-1", 3)] == ["c-3"]

    def test_the_newest_of_a_stream_are_read_in_order(self, store: EventStore) -> None:
        for number in range(1, 5):
            store.append(a_commit("notice-1", number, f"c-{number}"))
        store.append(a_commit("notice-2", 1, "c-9"))
        found = [list(store.read_newest("notice-1", most)) for most in (1, 3, 4, 9)]
        assert [[c.command_id for c in commits] for commits in found] == [
            ["c-4"],
            ["c-2", "c-3", "c-4"],
            ["c-1", "c-2", "c-3", "c-4"],
            ["c-1", "c-2", "c-3", "c-4"],
        ]
        assert list(store.read_newest("notice-3", 2)) == []

    def test_several_streams_are_read_with_one_look_up(self, store: EventStore) -> None:
        store.append(a_commit("notice-1", 1, "c-1", events=2))
        store.append(a_commit("notice-2", 1, "c-2"))
        store.append(a_commit("notice-1", 3, "c-3"))
        found = store.read_streams(["notice-1", "notice-3"])
        assert [c.command_id for c in found["notice-1"]] == ["c-1", "c-3"]
        assert {stream: len(commits) for stream, commits in found.items()} == {
            "notice-1": 2,
            "notice-3": 0,
        }

    def test_a_version_that_is_taken_is_a_conflict_and_changes_nothing(
        self, store: EventStore
    ) -> None:
        store.append(a_commit("notice-1", 1, "c-1"))
        with pytest.raises(VersionConflict):
            store.append(a_commit("notice-1", 1, "c-2", events=2))
        assert [c.command_id for c in whole_log(store)] == ["c-1"]

    def test_the_same_command_again_is_a_success_without_a_second_effect(
        self, store: EventStore
    ) -> None:
        first = store.append(a_commit("notice-1", 1, "c-1"))
        store.append(a_commit("notice-2", 1, "c-2"))
        assert store.append(a_commit("notice-1", 1, "c-1")) == first
        assert len(whole_log(store)) == 2

    @pytest.mark.parametrize("events", [0, 257])
    def test_a_commit_holds_1_to_256_events(self, store: EventStore, events: int) -> None:
        with pytest.raises(ValueError, match="1 to 256"):
            store.append(a_commit("notice-1", 1, "c-1", events=events))
        assert store.last_position() == 0

    def test_a_page_of_the_log_has_at_most_so_many_commits(self, store: EventStore) -> None:
        for n in range(5):
            store.append(a_commit(f"notice-{n}", 1, f"c-{n}"))
        assert [c.position for c in store.read_log(1, 3)] == [2, 3, 4]
        assert [c.position for c in store.read_log(4, 3)] == [5]

    def test_who_works_through_the_log_gets_all_of_it_in_order(self, store: EventStore) -> None:
        text = "長い文" * 1000
        for n in range(7):
            store.append(a_commit(f"{text}-{n}", 1, f"c-{n}", events=1 + n % 2))
        pieces = list(store.scan(2))
        assert all(pieces)
        assert [c for piece in pieces for c in piece] == list(store.read_log(2, 10))
        assert [c.position for piece in pieces for c in piece] == [3, 4, 5, 6, 7]
        assert list(store.scan(7)) == []

    def test_a_follower_gets_what_was_and_what_comes(self, store: EventStore) -> None:
        for n in range(3):
            store.append(a_commit(f"notice-{n}", 1, f"c-{n}"))
        following = store.follow(1, wait_seconds=0.05)
        seen: list[int] = []
        while len(seen) < 2:
            seen.extend(c.position for c in next(following))
        store.append(a_commit("notice-9", 1, "c-9"))
        while len(seen) < 3:
            seen.extend(c.position for c in next(following))
        assert seen == [2, 3, 4]
        assert list(next(following)) == []

    def test_many_writers_on_one_hot_stream_all_get_through_in_order(
        self, store: EventStore
    ) -> None:
        def writer(number: int) -> Callable[[], None]:
            return lambda: (
                [append_next(store, "hot", f"c-{number}-{turn}", 1 + turn % 3) for turn in range(8)]
                and None
            )

        at_once([writer(number) for number in range(8)])
        log = whole_log(store)
        assert faults_of(log) == []
        assert len({c.command_id for c in with_events(log)}) == len(with_events(log)) == 64

    def test_one_of_many_equal_rivals_wins_and_the_others_learn_it(self, store: EventStore) -> None:
        outcomes: list[str] = []

        def rival(number: int) -> Callable[[], None]:
            def work() -> None:
                try:
                    store.append(a_commit("notice-1", 1, f"c-{number}"))
                    outcomes.append("won")
                except VersionConflict:
                    outcomes.append("lost")

            return work

        at_once([rival(number) for number in range(12)])
        assert sorted(outcomes) == ["lost"] * 11 + ["won"]
        assert store.last_position() == 1

    def test_the_same_command_sent_many_times_at_once_has_one_effect(
        self, store: EventStore
    ) -> None:
        positions: list[int] = []
        at_once([lambda: positions.append(store.append(a_commit("notice-1", 1, "c-1")))] * 12)
        assert positions == [1] * 12
        assert store.last_position() == 1

    def test_a_reader_that_runs_beside_writers_meets_every_commit_once_and_in_order(
        self, store: EventStore
    ) -> None:
        writers, turns = 8, 25
        seen: list[Commit] = []

        def read() -> None:
            for batch in store.follow(0, wait_seconds=0.05):
                seen.extend(batch)
                if len(with_events(seen)) >= writers * turns:
                    return

        def writer(number: int) -> Callable[[], None]:
            def work() -> None:
                for turn in range(turns):
                    append_next(store, f"notice-{(number + turn) % 3}", f"c-{number}-{turn}")

            return work

        at_once([read, *(writer(number) for number in range(writers))])
        assert faults_of(seen) == []
        assert len({c.command_id for c in with_events(seen)}) == writers * turns
