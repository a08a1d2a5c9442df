"""Every interleaving of a small log: what writers, crashes, a relay and a follower can do to it.

The model has the steps of the real thing, each of them atomic on the server: numbering a batch and
storing its commits one after the other (as the server does when it merges), answering, crashing in
between, reading with majority, filling an empty position, publishing and noting how far. All
interleavings of a few writers are walked through; a wrong variant of any step is found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

Commit = tuple[str, int, str]
"""Stream, version, command id; the stream of an empty commit is ''."""


@dataclass(frozen=True)
class Variant:
    """What may be done wrongly."""

    fill: bool = True
    """Readers fill empty positions instead of passing over them."""

    wait: bool = True
    """Readers stop at an empty position."""

    majority: bool = True
    """Readers see what a crash of the server cannot take back, and nothing else."""

    counter: bool = False
    """A writer takes its positions first and stores its commits later."""

    publish_first: bool = True
    """The relay notes its position after publishing."""


@dataclass(frozen=True)
class Writer:
    """A process with one batch to store; `at` counts the commits it has dealt with."""

    batch: tuple[Commit, ...]
    base: int = 0
    at: int = 0
    alive: bool = True


@dataclass(frozen=True)
class State:
    """The server, the processes, and what the outside has come to know."""

    log: tuple[tuple[int, Commit], ...]
    durable: int
    """How many of the insertions would survive a crash of the server."""

    counter: int
    writers: tuple[Writer, ...]
    acknowledged: frozenset[str]
    read: tuple[tuple[int, Commit], ...]
    published: tuple[int, ...]
    noted: int
    relay_has: tuple[int, ...]
    crashes: int

    def held(self) -> dict[int, Commit]:
        return dict(self.log)

    def visible(self, variant: Variant) -> dict[int, Commit]:
        return dict(self.log[: self.durable] if variant.majority else self.log)


Step = Callable[[State, Variant], Iterator[State]]


def number(state: State, variant: Variant) -> Iterator[State]:
    """A writer learns the positions of its batch."""
    for index, writer in enumerate(state.writers):
        if writer.alive and writer.base == 0 and writer.at < len(writer.batch):
            if variant.counter:
                base, counter = state.counter + 1, state.counter + len(writer.batch)
            else:
                base, counter = max(state.held(), default=0) + 1, state.counter
            yield with_writer(replace(state, counter=counter), index, replace(writer, base=base))


def store(state: State, variant: Variant) -> Iterator[State]:
    """A writer's next commit meets the unique indexes."""
    for index, writer in enumerate(state.writers):
        if not (writer.alive and writer.base and writer.at < len(writer.batch)):
            continue
        commit = writer.batch[writer.at]
        position = writer.base + writer.at
        held = state.held()
        there = {(s, v): c for s, v, c in held.values() if s}
        rest = replace(writer, at=writer.at + 1)
        if commit[:2] in there:
            # Told apart by reading back: the own command, or a conflict for it alone.
            mine = there[commit[:2]] == commit[2]
            done = {commit[2]} if mine and state.durable == len(state.log) else set()
            yield with_writer(replace(state, acknowledged=state.acknowledged | done), index, rest)
        elif position in held:
            # The position was lost: numbered anew, together with what is left.
            yield with_writer(state, index, Writer(writer.batch[writer.at :]))
        else:
            yield with_writer(replace(state, log=(*state.log, (position, commit))), index, rest)


def journal(state: State, variant: Variant) -> Iterator[State]:
    """The server makes durable what it has; only then writers are answered."""
    if state.durable < len(state.log):
        known = {c[2] for _, c in state.log if c[0]}
        yield replace(
            state, durable=len(state.log), acknowledged=state.acknowledged | frozenset(known)
        )


def crash(state: State, variant: Variant) -> Iterator[State]:
    """The server forgets what is not durable; a writer process dies where it is."""
    if state.crashes == 0:
        return
    left = replace(state, crashes=state.crashes - 1)
    if state.durable < len(state.log):
        restarted = tuple(Writer(w.batch, alive=w.alive) if w.base else w for w in state.writers)
        yield replace(left, log=state.log[: state.durable], writers=restarted)
    for index, writer in enumerate(state.writers):
        if writer.alive and writer.base:
            yield with_writer(left, index, replace(writer, alive=False))


def read(state: State, variant: Variant) -> Iterator[State]:
    """A follower takes the next commit, or deals with an empty position."""
    last = state.read[-1][0] if state.read else 0
    seen = state.visible(variant)
    coming = [position for position in seen if position > last]
    if not coming:
        return
    if last + 1 in seen:
        yield replace(state, read=(*state.read, (last + 1, seen[last + 1])))
    elif not variant.wait:
        after = min(coming)
        yield replace(state, read=(*state.read, (after, seen[after])))
    elif variant.fill and last + 1 not in state.held():
        yield replace(state, log=(*state.log, (last + 1, ("", last + 1, ""))))


def relay(state: State, variant: Variant) -> Iterator[State]:
    """Publishing and noting are two steps; a crash of the relay falls between them."""
    coming = tuple(position for position, _ in state.read if position > state.noted)
    if not coming:
        return
    if state.relay_has:
        if variant.publish_first:
            yield replace(state, noted=state.relay_has[-1], relay_has=())
        else:
            yield replace(state, published=(*state.published, *state.relay_has), relay_has=())
    elif variant.publish_first:
        yield replace(state, published=(*state.published, *coming), relay_has=coming)
    else:
        yield replace(state, noted=coming[-1], relay_has=coming)
    if state.relay_has and state.crashes:
        yield replace(state, relay_has=(), crashes=state.crashes - 1)


def with_writer(state: State, index: int, writer: Writer) -> State:
    writers = (*state.writers[:index], writer, *state.writers[index + 1 :])
    return replace(state, writers=writers)


STEPS: tuple[Step, ...] = (number, store, journal, crash, read, relay)


def fault_of(state: State) -> str | None:
    """What must never be."""
    held = state.held()
    for position, commit in state.read:
        if position in held and held[position] != commit:
            return "a position that was read holds something else now"
        if position not in held:
            return "what was read is gone"
    positions = [position for position, _ in state.read]
    passed = set(range(1, max(positions, default=0) + 1)) - set(positions)
    if any(position in held for position in passed):
        return "a commit was passed over"
    known = {c for _, (_, _, c) in state.log}
    if not state.acknowledged <= known:
        return "an acknowledged command is lost"
    last: dict[str, tuple[int, int]] = {}
    for position, (stream, version, _) in sorted(held.items()):
        if stream and version <= last.get(stream, (0, 0))[0]:
            return "versions of a stream do not rise with positions"
        if stream:
            last[stream] = (version, position)
    if state.relay_has == () and not set(range(1, state.noted + 1)) & set(positions) <= set(
        state.published
    ):
        return "the relay noted what it never published"
    return None


def is_stuck(state: State, variant: Variant) -> bool:
    """Nothing more will happen, and the follower does not have everything."""
    return not any(
        True for step in STEPS if step is not crash for _ in step(state, variant)
    ) and len(state.read) < len(state.log)


def explore(variant: Variant, batches: tuple[tuple[Commit, ...], ...], crashes: int) -> set[str]:
    """Walks through every interleaving; gives the faults it met."""
    start = State((), 0, 0, tuple(Writer(b) for b in batches), frozenset(), (), (), 0, (), crashes)
    seen = {start}
    waiting = [start]
    faults: set[str] = set()
    while waiting:
        state = waiting.pop()
        fault = fault_of(state)
        if fault:
            faults.add(fault)
            continue
        if is_stuck(state, variant):
            faults.add("the follower is stuck")
        for step in STEPS:
            for following in step(state, variant):
                if following not in seen:
                    seen.add(following)
                    waiting.append(following)
    assert len(seen) > 100
    return faults


RIVALS = ((("a", 1, "c1"), ("b", 1, "c2")), (("a", 1, "c3"), ("d", 1, "c4")))
CONFLICT_IN_THE_MIDDLE = ((("x", 1, "c1"), ("a", 1, "c2"), ("y", 1, "c3")), (("a", 1, "c4"),))
SAME_COMMAND = ((("a", 1, "c1"), ("b", 1, "c2")), (("a", 1, "c1"),))


@pytest.mark.parametrize("batches", [RIVALS, CONFLICT_IN_THE_MIDDLE, SAME_COMMAND])
def test_no_interleaving_breaks_the_log(batches: tuple[tuple[Commit, ...], ...]) -> None:
    assert explore(Variant(), batches, crashes=1) == set()


def test_positions_taken_from_a_counter_before_storing_let_a_follower_miss_commits() -> None:
    found = explore(Variant(counter=True, wait=False, fill=False), RIVALS, crashes=0)
    assert "a commit was passed over" in found


def test_local_reads_show_what_a_crash_takes_back() -> None:
    found = explore(Variant(majority=False), RIVALS, crashes=1)
    assert found & {"what was read is gone", "a position that was read holds something else now"}


def test_a_conflict_in_a_batch_stops_followers_for_ever_when_nobody_fills_its_place() -> None:
    found = explore(Variant(fill=False), CONFLICT_IN_THE_MIDDLE, crashes=0)
    assert found == {"the follower is stuck"}


def test_a_follower_that_does_not_wait_at_an_empty_place_misses_what_comes_there() -> None:
    found = explore(Variant(wait=False, counter=True), CONFLICT_IN_THE_MIDDLE, crashes=1)
    assert "a commit was passed over" in found


def test_a_relay_that_notes_before_it_publishes_loses_events() -> None:
    found = explore(Variant(publish_first=False), SAME_COMMAND, crashes=1)
    assert "the relay noted what it never published" in found
