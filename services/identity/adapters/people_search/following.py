"""What a process keeps in memory of the log: built from documents once, then kept in step.

Whoever asks is first brought up to the end of the log, so that nothing is ever answered from a
state before a change that was acknowledged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from threading import Lock, Thread
from typing import Generic, TypeVar

import structlog

from services.identity.application.people_search import PeopleSearchNotReady
from services.kernel.eventkit.application.commit import EVENTS_PER_COMMIT, Commit
from services.kernel.eventkit.application.ports import EventStore, Views

T = TypeVar("T")

BATCH = 500
EVERY = 1.0
PATIENCE, STEP = 2.0, 0.1
DOCUMENTS_MAY_TAKE = 30.0
"""How long a process that starts waits for documents to reach the log: reading all of it is slower."""
_STREAM = "account-"
_log = structlog.get_logger()


class Following(Generic[T]):
    """Keeps one thing of this process in step with the accounts in the log.

    `empty` makes it, `fill` takes in the documents as they are, and `take` the accounts that
    changed, by their ids. Of each commit only those with events other than `ignored` count, or
    with one of `noted` where those are given.
    """

    def __init__(
        self,
        name: str,
        store: EventStore,
        views: Views,
        pause: Callable[[float], None],
        *,
        empty: Callable[[], T],
        fill: Callable[[T], None],
        take: Callable[[T, Sequence[str]], None],
        counts: Callable[[str], bool],
    ) -> None:
        self._name = name
        self._store = store
        self._views = views
        self._pause = pause
        self._empty = empty
        self._fill = fill
        self._take = take
        self._counts = counts
        self._held: T | None = None
        self._position = 0
        self._started = False
        self._lock = Lock()

    def start(self) -> None:
        """Builds in the background and stays close to the log from then on."""
        self._started = True
        Thread(target=self._follow, name=self._name, daemon=True).start()

    def present(self) -> T:
        """What is held, at the end of the log.

        Raises `PeopleSearchNotReady` while a process that was started a moment ago still builds.
        """
        waited = 0.0
        while self._started and self._held is None:
            if waited >= PATIENCE:
                raise PeopleSearchNotReady
            self._pause(STEP)
            waited += STEP
        return self._caught_up()

    def _follow(self) -> None:
        while True:
            try:
                self._caught_up()
            except Exception:
                _log.exception("people search not updated", of=self._name)
            self._pause(EVERY)

    def _caught_up(self) -> T:
        with self._lock:
            held = self._held
            if held is None:
                held = self._built()
            while commits := self._store.read_log(self._position, BATCH):
                if touched := self._touched(commits):
                    self._take(held, touched)
                self._position = commits[-1].position
            self._held = held
            return held

    def _built(self) -> T:
        position = self._store.last_position()
        # documents that lag behind would leave people out: the whole log is read then
        patience = DOCUMENTS_MAY_TAKE if self._started else 1.0
        fresh = self._views.wait_for(event_position(position), patience)
        self._position = position if fresh else 0
        held = self._empty()
        # who changes meanwhile is in the log after that position and taken in again
        self._fill(held)
        return held

    def _touched(self, commits: Iterable[Commit]) -> list[str]:
        """The accounts of which something changed that counts, each once."""
        return list(
            dict.fromkeys(
                commit.stream.removeprefix(_STREAM)
                for commit in commits
                if commit.stream.startswith(_STREAM)
                and any(self._counts(event.name) for event in commit.events)
            )
        )


def parts_of(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    """A long list in pieces that are read at once."""
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))


def event_position(commit: int) -> int:
    """The highest position an event of this commit can have, in which documents are numbered."""
    return commit * EVENTS_PER_COMMIT + EVENTS_PER_COMMIT - 1 if commit else 0
