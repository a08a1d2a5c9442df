"""Aggregates with long streams: read from a snapshot on, and the same as without."""

from __future__ import annotations

import types
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.commit import Commit
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.repository import Changed, Repository
from services.kernel.eventkit.application.snapshot import Snapshots
from services.kernel.eventkit.code_digest import code_digest
from services.kernel.eventkit.domain import Actor, Role
from services.kernel.eventkit.memory.event_store import MemoryEventStore
from services.kernel.eventkit.memory.snapshots import MemorySnapshots
from tests.unit.kernel.snapshot_suite import SnapshotSuite

NOON = datetime(2024, 5, 1, 3, tzinfo=UTC)
TAIL = 8


class TestSnapshotsInMemory(SnapshotSuite):
    """The suite."""

    @pytest.fixture
    def snapshots(self) -> MemorySnapshots:
        return MemorySnapshots()


@dataclass(frozen=True)
class Rung:
    by: str


@dataclass(frozen=True)
class Bell:
    """A door bell: who rang it last, and how often it was rung."""

    rung: int = 0
    last: str = ""
    at: datetime | None = None


def evolve(bell: Bell, event: Rung) -> Bell:
    return Bell(bell.rung + 1, event.by, NOON)


class Reading(MemoryEventStore):
    """Counts how many commits were read."""

    def __init__(self) -> None:
        super().__init__()
        self.read = 0

    def read_stream(self, stream: str, from_version: int = 1) -> Sequence[Commit]:
        found = super().read_stream(stream, from_version)
        self.read += len(found)
        return found

    def read_newest(self, stream: str, most: int) -> Sequence[Commit]:
        found = super().read_stream(stream)[-most:]
        self.read += len(found)
        return found


class Door:
    """A bell with snapshots."""

    def __init__(self, tail: int = TAIL) -> None:
        self.store, self.snapshots = Reading(), MemorySnapshots(tail)
        self.bells = self.repository("now")

    def repository(self, shape: str, *, with_snapshots: bool = True) -> Repository[Bell]:
        codec = EventCodec()
        codec.register(Rung, "Rung")
        snapshots = Snapshots(self.snapshots, codec, Bell, shape) if with_snapshots else None
        return Repository(self.store, codec, "bell", Bell(), evolve, lambda _: None, snapshots)

    def ring(self, number: int, times: int = 1, bell: str = "b") -> Changed[Bell]:
        rings = [Rung(f"{number}")] * times
        return self.bells.change(bell, context(number), lambda _: rings)

    def read_for(self, bell: str = "b") -> int:
        """How many commits are read to know the bell."""
        self.store.read = 0
        self.bells.load(bell)
        return self.store.read


def context(number: int) -> Context:
    return Context("ring", f"c-{number}", Actor(Role.INDIVIDUAL, "u-1"), NOON, "corr")


def test_a_short_stream_is_read_as_a_whole_and_has_no_snapshot() -> None:
    door = Door()
    for number in range(TAIL):
        door.ring(number)
    assert door.bells.load("b") == (Bell(TAIL, f"{TAIL - 1}", NOON), TAIL)
    assert door.snapshots.find(["bell-b"]) == {}


def test_however_long_a_stream_is_only_its_newest_commits_are_read() -> None:
    door = Door()
    for number in range(20 * TAIL):
        before = door.store.read
        done = door.ring(number, times=1 + number % 3)
        if number > TAIL + 1:
            assert door.store.read - before == TAIL
        assert done.state.rung == done.version
    assert door.read_for() == TAIL
    assert door.bells.load("b")[0] == Bell(done.version, f"{20 * TAIL - 1}", NOON)


def test_a_command_before_the_snapshot_that_is_sent_again_is_recognised() -> None:
    door = Door()
    first = [door.ring(number, times=2) for number in range(5 * TAIL)]
    for number in (0, 1, 3 * TAIL, 5 * TAIL - 1):
        again = door.ring(number, times=2)
        assert again.repeated
        assert (again.position, again.events) == (first[number].position, first[number].events)
        assert (again.state, again.version) == (first[-1].state, first[-1].version)
    assert door.store.last_position() == 5 * TAIL


def test_what_other_code_has_kept_is_not_used() -> None:
    door = Door()
    for number in range(2 * TAIL):
        door.ring(number)
    [kept] = door.snapshots.find(["bell-b"]).values()
    door.snapshots.keep(replace(kept, shape="before", state={"rung": 99, "last": "", "at": None}))
    assert door.bells.load("b")[0].rung == 2 * TAIL
    assert door.snapshots.find(["bell-b"])["bell-b"].shape == "now"


@pytest.mark.parametrize(
    "state", [{"at": "yesterday"}, {"rung": "often"}, {"rung": None, "last": "", "at": 5}]
)
def test_what_cannot_be_read_is_not_used(state: dict[str, object]) -> None:
    door = Door()
    for number in range(2 * TAIL):
        door.ring(number)
    [kept] = door.snapshots.find(["bell-b"]).values()
    door.snapshots = MemorySnapshots(TAIL)
    door.snapshots.keep(replace(kept, state=state))
    door.bells = door.repository("now")
    assert door.bells.load("b")[0].rung == 2 * TAIL
    assert door.ring(9999).state.rung == 2 * TAIL + 1


@pytest.mark.parametrize(
    "other",
    [{"position": 999}, {"begins": 999, "version": 999}, {"command_id": "c-0"}, {"commands": b"7"}],
)
def test_a_snapshot_of_another_log_is_not_used(other: dict[str, Any]) -> None:
    # As after a database was restored to an earlier moment.
    door = Door()
    for number in range(2 * TAIL):
        door.ring(number)
    [kept] = door.snapshots.find(["bell-b"]).values()
    wrong = replace(kept, state={"rung": 99, "last": "", "at": None}, **other)
    door.snapshots = MemorySnapshots(TAIL)
    door.snapshots.keep(wrong)
    door.bells = door.repository("now")
    assert door.bells.load("b") == (Bell(2 * TAIL, f"{2 * TAIL - 1}", NOON), 2 * TAIL)
    assert door.bells.load_many(["b"])["b"].rung == 2 * TAIL


def restored(*, rung_before: int, restored_at: int) -> Door:
    """A door whose later log is gone, while its snapshots are still there."""
    before, door = Door(), Door()
    for number in range(rung_before):
        before.ring(number)
    for number in range(restored_at):
        door.ring(number)
    door.snapshots = before.snapshots
    door.bells = door.repository("now")
    return door


def test_after_the_log_was_restored_to_an_earlier_moment_all_is_as_if_nothing_had_been() -> None:
    door = restored(rung_before=4 * TAIL, restored_at=2 * TAIL)
    for number in range(100, 100 + 2 * TAIL):
        door.ring(number)
    assert door.bells.load("b") == (Bell(4 * TAIL, f"{99 + 2 * TAIL}", NOON), 4 * TAIL)
    assert door.ring(100).repeated
    assert not door.ring(2 * TAIL).repeated
    assert door.read_for() == TAIL


def test_a_snapshot_that_was_left_behind_gives_way_to_an_earlier_one() -> None:
    door = restored(rung_before=9 * TAIL, restored_at=0)
    for number in range(100, 100 + 3 * TAIL):
        door.ring(number)
    assert door.read_for() == TAIL


def test_several_are_loaded_as_each_alone_and_from_their_snapshots() -> None:
    door = Door()
    for number in range(6 * TAIL):
        door.ring(number, bell="long")
    door.ring(1000, bell="short")
    alone = {one: door.bells.load(one)[0] for one in ("short", "nobody", "long")}
    door.store.read = 0
    found = door.bells.load_many(["short", "nobody", "long"])
    assert (found, list(found)) == (alone, ["short", "nobody", "long"])
    assert door.store.read <= 1 + TAIL


_CALLS = st.tuples(st.integers(0, 40), st.integers(0, 3), st.booleans())


@given(st.lists(_CALLS, max_size=60), st.integers(1, 5))
def test_nothing_is_different_but_what_is_read(
    calls: list[tuple[int, int, bool]], tail: int
) -> None:
    door, plain = Door(tail), Door()
    plain.bells = plain.repository("now", with_snapshots=False)
    for number, times, load in calls:
        assert door.ring(number, times) == plain.ring(number, times)
        if load:
            assert door.bells.load("b") == plain.bells.load("b")
            assert door.bells.load_many(["b"]) == plain.bells.load_many(["b"])


def test_another_line_of_code_is_another_shape(tmp_path: Path) -> None:
    def digest() -> str:
        package = types.ModuleType("package")
        package.__path__ = [str(tmp_path)]
        return code_digest(package)

    with pytest.raises(RuntimeError):
        digest()
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "state.py").write_text("a = 1\n")
    first = digest()
    assert digest() == first
    (tmp_path / "inner" / "state.py").write_text("a = 2\n")
    assert digest() != first
    (tmp_path / "inner" / "state.py").write_text("a = 1\n")
    assert digest() == first
    (tmp_path / "inner" / "state.py").rename(tmp_path / "state.py")
    assert digest() != first
