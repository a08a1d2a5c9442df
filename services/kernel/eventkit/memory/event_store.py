"""The event store in memory, for unit tests: the same promises, one process."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence

from services.kernel.eventkit.application.commit import EVENTS_PER_COMMIT, Commit, NewCommit
from services.kernel.eventkit.application.ports import VersionConflict


class MemoryEventStore:
    """See `EventStore`."""

    def __init__(self) -> None:
        self._commits: list[Commit] = []
        self._streams: dict[str, list[Commit]] = {}
        self._changed = threading.Condition()

    def append(self, commit: NewCommit) -> int:
        if not 0 < len(commit.events) <= EVENTS_PER_COMMIT:
            raise ValueError("a commit holds 1 to 256 events")
        with self._changed:
            stream = self._streams.setdefault(commit.stream, [])
            for stored in stream:
                if stored.version == commit.version:
                    if stored.command_id == commit.command_id:
                        return stored.position
                    raise VersionConflict(commit.stream)
            expected = stream[-1].version + len(stream[-1].events) if stream else 1
            if commit.version != expected:
                raise VersionConflict(commit.stream)
            position = len(self._commits) + 1
            recorded = Commit(
                position,
                commit.stream,
                commit.version,
                commit.command_id,
                commit.events,
                commit.meta,
            )
            self._commits.append(recorded)
            stream.append(recorded)
            self._changed.notify_all()
            return position

    def read_stream(self, stream: str, from_version: int = 1) -> Sequence[Commit]:
        with self._changed:
            return [c for c in self._streams.get(stream, ()) if c.version >= from_version]

    def read_newest(self, stream: str, most: int) -> Sequence[Commit]:
        return self.read_stream(stream)[-most:]

    def read_streams(self, streams: Sequence[str]) -> Mapping[str, Sequence[Commit]]:
        return {stream: self.read_stream(stream) for stream in streams}

    def read_log(self, after: int, limit: int) -> Sequence[Commit]:
        with self._changed:
            return self._commits[after : after + limit]

    def scan(self, after: int) -> Iterator[Sequence[Commit]]:
        while commits := self.read_log(after, 100):
            yield commits
            after = commits[-1].position

    def last_position(self) -> int:
        with self._changed:
            return len(self._commits)

    def follow(self, after: int, wait_seconds: float) -> Iterator[Sequence[Commit]]:
        while True:
            with self._changed:
                if len(self._commits) <= after:
                    self._changed.wait(wait_seconds)
                batch = self._commits[after:]
            after += len(batch)
            yield batch
