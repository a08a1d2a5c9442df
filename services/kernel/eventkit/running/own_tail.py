"""Following the own log: one reader per process, many followers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.commit import EVENTS_PER_COMMIT, Commit
from services.kernel.eventkit.application.decoding import recorded_of
from services.kernel.eventkit.application.ports import EventStore
from services.kernel.eventkit.running.window import Window

PAGE = 2000


def complete(commit_position: int) -> int:
    """The event position up to which everything is known once this commit is."""
    return commit_position * EVENTS_PER_COMMIT + EVENTS_PER_COMMIT - 1


def commit_of(event_position: int) -> int:
    """The commit up to which a follower at this event position has come."""
    return (event_position + 1) // EVENTS_PER_COMMIT - 1 if event_position else 0


class OwnTail:
    """The own events as `Recorded`, live from the store's change stream, older ones by reading."""

    def __init__(self, source: str, store: EventStore, codec: EventCodec) -> None:
        self.source = source
        self._store = store
        self._codec = codec
        self._window = Window()

    def run(self, stopping: threading.Event) -> None:
        """Follows until told to stop; the thread's body."""
        start = self._store.last_position()
        self._window.start_at(complete(start) if start else 0)
        for commits in self._store.follow(start, wait_seconds=1.0):
            if commits:
                self._window.push(complete(commits[-1].position), self._decoded(commits))
            if stopping.is_set():
                return

    def read(self, after: int, limit: int, wait_seconds: float) -> tuple[Sequence[Any], int]:
        """The events after a position, and the position up to which they are complete."""
        found = self._window.after(after, limit, wait_seconds)
        if found is not None:
            return found
        commits = self._store.read_log(commit_of(after), min(limit, PAGE))
        if not commits:
            return (), after
        return self._decoded(commits), complete(commits[-1].position)

    def _decoded(self, commits: Sequence[Commit]) -> list[Any]:
        return [recorded for commit in commits for recorded in recorded_of(commit, self._codec)]
