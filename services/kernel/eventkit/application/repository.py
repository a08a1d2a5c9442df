"""Load, decide, append: the one loop by which anything changes."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.commit import Commit, NewCommit, StoredEvent
from services.kernel.eventkit.application.context import Context, derived_id
from services.kernel.eventkit.application.ports import EventStore, VersionConflict
from services.kernel.eventkit.application.snapshot import Snapshots, Start
from services.kernel.eventkit.domain import StaleForm

S = TypeVar("S")

ATTEMPTS = 12

_Read = tuple[Start[S] | None, Sequence[Commit]]
"""A snapshot's state, if there is one, and the commits after it."""


@dataclass(frozen=True, slots=True)
class Changed(Generic[S]):
    """The outcome of a command on one aggregate.

    `events` are what the command decided, also when it is `repeated`, that is, was carried out
    before under the same command id; `state` is the aggregate after it. `position` is the place
    of its commit in the log, 0 when the command decided that there is nothing to do.
    """

    state: S
    events: tuple[Any, ...]
    position: int
    version: int
    repeated: bool


class Repository(Generic[S]):
    """The aggregates of one kind in the event store.

    `evolve(state, event)` is the pure fold; `initial` the state of a stream without events. With
    `snapshots` long streams are read from their last snapshot on.
    """

    def __init__(
        self,
        store: EventStore,
        codec: EventCodec,
        category: str,
        initial: S,
        evolve: Callable[[S, Any], S],
        pause: Callable[[float], None],
        snapshots: Snapshots[S] | None = None,
    ) -> None:
        self._store = store
        self._codec = codec
        self._category = category
        self._initial = initial
        self._evolve = evolve
        self._pause = pause
        self._snapshots = snapshots

    def stream(self, aggregate_id: str) -> str:
        """The name of the aggregate's stream."""
        return f"{self._category}-{aggregate_id}"

    def load(self, aggregate_id: str) -> tuple[S, int]:
        """The present state and the number of events behind it (0: it does not exist)."""
        stream = self.stream(aggregate_id)
        return self._folded(stream, *self._read(stream))

    def load_many(self, aggregate_ids: Sequence[str]) -> dict[str, S]:
        """The present states of several aggregates, by id and in their order.

        With one look-up in the log, where there are snapshots with one more for them, and with one
        for each aggregate that has one.
        """
        streams = {one: self.stream(one) for one in aggregate_ids}
        read = self._read_many(list(streams.values()))
        return {one: self._folded(stream, *read[stream])[0] for one, stream in streams.items()}

    def _read(self, stream: str) -> _Read[S]:
        if self._snapshots is None:
            return None, self._store.read_stream(stream)
        newest = self._store.read_newest(stream, self._snapshots.tail)
        if not newest or newest[0].version == 1:
            return None, newest
        found = self._snapshots.find([stream]).get(stream)
        read = None if found is None else self._snapshots.continued(found, newest)
        return read or (None, self._store.read_stream(stream))

    def _read_many(self, streams: Sequence[str]) -> dict[str, _Read[S]]:
        read: dict[str, _Read[S]] = {}
        if self._snapshots is not None:
            for stream, found in self._snapshots.find(streams).items():
                since = self._store.read_stream(stream, found.begins)
                if (continued := self._snapshots.continued(found, since)) is not None:
                    read[stream] = continued
        others = [stream for stream in streams if stream not in read]
        whole = self._store.read_streams(others) if others else {}
        return {**read, **{stream: (None, whole[stream]) for stream in others}}

    def _folded(
        self, stream: str, start: Start[S] | None, commits: Sequence[Commit]
    ) -> tuple[S, int]:
        state, version = self._begun(start)
        for commit in commits:
            for event in self._decoded(commit):
                state = self._evolve(state, event)
            version += len(commit.events)
        self._keep(stream, state, version, start, commits)
        return state, version

    def _begun(self, start: Start[S] | None) -> tuple[S, int]:
        return (self._initial, 0) if start is None else (start.state, start.version)

    def _decoded(self, commit: Commit) -> tuple[Any, ...]:
        decode = self._codec.decode
        return tuple([decode(stored.name, stored.version, stored.data) for stored in commit.events])

    def _keep(
        self,
        stream: str,
        state: S,
        version: int,
        start: Start[S] | None,
        commits: Sequence[Commit],
    ) -> None:
        if self._snapshots is not None:
            self._snapshots.keep(stream, state, version, start, commits)

    def change(
        self,
        aggregate_id: str,
        context: Context,
        decide: Callable[[S], Sequence[Any]],
        *,
        expected_version: int | None = None,
    ) -> Changed[S]:
        """Carries out one command on one aggregate.

        `decide` gets the state and returns events, or raises a `Refusal`; it runs again when
        another command was faster, so it must be pure. With `expected_version` the command is
        refused (`StaleForm`) when the aggregate has moved on. Raises `VersionConflict` when the
        race is lost too often.
        """

        stream = self.stream(aggregate_id)
        for attempt in range(ATTEMPTS):
            start, commits = self._read(stream)
            if start is not None and start.may_hold(context.command_id):
                start, commits = None, self._store.read_stream(stream)
            state, version = self._begun(start)
            done: Changed[S] | None = None
            for commit in commits:
                decoded = self._decoded(commit)
                for event in decoded:
                    state = self._evolve(state, event)
                version += len(decoded)
                if commit.command_id == context.command_id:
                    done = Changed(state, decoded, commit.position, version, repeated=True)
            self._keep(stream, state, version, start, commits)
            if done is not None:
                return Changed(state, done.events, done.position, version, repeated=True)
            if expected_version is not None and expected_version != version:
                raise StaleForm
            events = tuple(decide(state))
            if not events:
                return Changed(state, (), 0, version, repeated=False)
            try:
                position = self._store.append(self._commit(aggregate_id, version, context, events))
            except VersionConflict:
                self._pause(random.random() * 0.002 * (attempt + 1))
                continue
            for event in events:
                state = self._evolve(state, event)
            return Changed(state, events, position, version + len(events), repeated=False)
        raise VersionConflict(stream)

    def _commit(
        self, aggregate_id: str, version: int, context: Context, events: tuple[Any, ...]
    ) -> NewCommit:
        stream = self.stream(aggregate_id)
        stored = []
        for index, event in enumerate(events):
            name, shape, data = self._codec.encode(event)
            event_id = derived_id(stream, context.command_id, str(index))
            stored.append(StoredEvent(event_id, name, shape, data))
        return NewCommit(
            stream=stream,
            version=version + 1,
            command_id=context.command_id,
            events=tuple(stored),
            meta={
                "at": context.at.isoformat(),
                "actor": context.actor.id,
                "role": context.actor.role.value,
                "organisation": context.actor.organisation_id,
                "command": context.name,
                "correlation": context.correlation_id,
                "causation": context.causation_id,
            },
        )
