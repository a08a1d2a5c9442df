"""Keeps an index in step with the projection it is fed from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from services.kernel.eventkit.application.commit import EVENTS_PER_COMMIT
from services.kernel.eventkit.application.ports import EventStore, Views

BATCH = 200
"""At most so many documents are written between two commits."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Documents changed after a position, and the position from which to ask next.

    `last` is true when there was nothing more at the time, `behind` when the source could not say
    because it is not up to date itself. A document may come again in a later batch; those with
    `visible` false are to be taken out.
    """

    documents: Sequence[Mapping[str, Any]]
    position: int
    last: bool
    behind: bool = False


class LogReplaced(Exception):
    """The log ends before the position of the index: the index stems from another log."""


Source = Callable[[int], Batch]
"""Gives what changed after a position. May wait for the network; raises `LogReplaced`."""

RunNative = Callable[[Callable[[], Any]], Any]
"""Runs native code that takes its time: in place, or under eventlet in a native thread."""


def in_place(work: Callable[[], Any]) -> Any:
    """Runs native code in the calling thread: right wherever threads are native."""
    return work()


class Target(Protocol):
    """What a follower writes to (`SearchIndex`)."""

    position: int

    def upsert(self, documents: Sequence[Mapping[str, Any]]) -> None:
        """Puts listings in."""

    def remove(self, ids: Sequence[str]) -> None:
        """Takes listings out."""

    def commit(self, position: int, *, complete: bool | None = None) -> None:
        """Makes it findable and notes the position."""

    def note(self, position: int, *, complete: bool | None = None) -> None:
        """Notes a position up to which nothing has changed."""


class SearchFollower:
    """Pulls batches from a source and applies each in one commit."""

    def __init__(self, target: Target, source: Source, run_native: RunNative = in_place) -> None:
        self._target = target
        self._source = source
        self._run_native = run_native

    def step(self) -> Batch:
        """Applies the next batch and returns it."""
        batch = self._source(self._target.position)
        if batch.documents or batch.position != self._target.position:
            self._run_native(lambda: self._apply(batch))
        return batch

    def complete(self) -> None:
        """Marks the index as one that holds everything up to its position."""
        self._run_native(lambda: self._target.commit(self._target.position, complete=True))

    def _apply(self, batch: Batch) -> None:
        if not batch.documents:
            self._target.note(batch.position)
            return
        self._target.remove([d["_id"] for d in batch.documents if not d["visible"]])
        self._target.upsert([d for d in batch.documents if d["visible"]])
        self._target.commit(batch.position)


def event_position(commit: int) -> int:
    """The highest position an event of this commit can have, in which documents are numbered."""
    return commit * EVENTS_PER_COMMIT + EVENTS_PER_COMMIT - 1 if commit else 0


class ProjectionSource:
    """Reads changed documents of the projection `search_documents`.

    A position is passed over only when the projection has come beyond it: while it writes a
    batch, a later document may be there before an earlier one. Documents beyond that position are
    taken all the same and come again.
    """

    def __init__(self, store: EventStore, views: Views, projection: str, limit: int = BATCH):
        self._store = store
        self._views = views
        self._projection = projection
        self._limit = limit

    def __call__(self, after: int) -> Batch:
        """The next changed documents. Raises `LogReplaced`."""
        reached = event_position(self._store.last_position())
        if reached < after:
            raise LogReplaced
        if reached == after:
            return Batch((), after, last=True)
        if not self._views.wait_for(reached):
            return Batch((), after, last=True, behind=True)
        documents = self._views.find(
            self._projection,
            {"position": {"$gt": after}},
            order=(("position", 1),),
            limit=self._limit,
        )
        if len(documents) < self._limit:
            return Batch(documents, reached, last=True)
        return Batch(documents, min(reached, documents[-1]["position"]), last=False)
