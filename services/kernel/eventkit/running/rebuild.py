"""Building a projection from zero, beside the one in use, and swapping it in."""

from __future__ import annotations

import itertools
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pymongo.database import Database

from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.decoding import recorded_among
from services.kernel.eventkit.application.ports import Document, EventStore, Neighbours
from services.kernel.eventkit.application.projection import Projection, fold_into
from services.kernel.eventkit.mongo.lease import MongoLease
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.running.feed import read_feed_of
from services.kernel.eventkit.running.own_tail import commit_of, complete
from services.kernel.eventkit.running.projector import LOOSE, handlers_for

LEASE_SECONDS = 12.0
RENEW_SECONDS = 3.0
INSERT = 2000
Progress = Callable[[str, str, int], None]


class RebuildOvertaken(Exception):
    """This process stood still so long that another one has begun the same rebuild."""


class BuildingSite:
    """The right to build one projection: of several processes that want to, one does."""

    def __init__(self, database: Database[Any], projection: Projection) -> None:
        name = f"rebuild/{projection.collection}"
        self._lease = MongoLease(database, name, secrets.token_hex(8), LEASE_SECONDS)
        self._renew_at = 0.0

    def __enter__(self) -> BuildingSite:
        while not self._lease.take():
            time.sleep(0.1)
        self._renew_at = time.monotonic() + RENEW_SECONDS
        return self

    def __exit__(self, *_: object) -> None:
        self._lease.release()

    def keep(self, *, at_once: bool = False) -> None:
        """To be called now and then, and before the result is used; raises `RebuildOvertaken`."""
        if at_once or time.monotonic() >= self._renew_at:
            # Not taken anew: who had it meanwhile may be through, and has swapped in its own.
            if not self._lease.renew():
                raise RebuildOvertaken
            self._renew_at = time.monotonic() + RENEW_SECONDS


class Rebuilder:
    """Folds whole logs in memory. `own` is the name of the service itself."""

    def __init__(
        self,
        own: str,
        database: Database[Any],
        store: EventStore,
        codec: EventCodec,
        neighbours: Neighbours,
        lock: threading.Lock,
        progress: Progress = lambda projection, source, position: None,
    ) -> None:
        self._own = own
        self._database = database
        self._store = store
        self._codec = codec
        self._neighbours = neighbours
        self._lock = lock
        self._progress = progress

    def fold(
        self,
        projection: Projection,
        documents: dict[str, Document],
        positions: dict[str, int],
        keep: Callable[[], None] = lambda: None,
    ) -> None:
        """Brings documents and positions to the present ends of all sources, in place."""
        handlers = handlers_for(projection)
        for source in sorted({*positions, *self.sources(projection)}):
            # Also of a source that has said nothing yet: whoever follows compares and sets it.
            positions.setdefault(source, 0)
            for batch, upto in self._pages(projection, source, positions[source]):
                fold_into(documents, handlers, batch)
                positions[source] = upto
                self._progress(projection.name, source, upto)
                keep()

    def rebuild(self, projection: Projection) -> int:
        """Builds the projection anew and swaps it in; readers notice nothing.

        Returns the number of its documents. The last stretch is folded while other writers of
        projections are held up, so that nothing is missed. Raises `NeighbourAway` when a source
        does not answer, and `RebuildOvertaken`.
        """
        documents: dict[str, Document] = {}
        positions: dict[str, int] = {}
        with BuildingSite(self._database, projection) as site:
            self.fold(projection, documents, positions, site.keep)
            with self._lock:
                self.fold(projection, documents, positions, site.keep)
                self._swap_in(projection, documents, positions, site)
        return len(documents)

    def start_empty(self, projection: Projection) -> None:
        """Makes the collection of a projection that has nothing to catch up with yet."""
        with BuildingSite(self._database, projection) as site, self._lock:
            self._swap_in(projection, {}, dict.fromkeys(self.sources(projection), 0), site)

    def _swap_in(
        self,
        projection: Projection,
        documents: dict[str, Document],
        positions: dict[str, int],
        site: BuildingSite,
    ) -> None:
        name = f"{projection.collection}.building"
        # Not awaiting the journal: the checkpoint below does, and journals keep their order.
        building = self._database.get_collection(name, write_concern=LOOSE)
        building.drop()
        self._database.create_collection(name)
        for index in projection.indexes:
            building.create_index(list(index.fields), unique=index.unique)
        contents = iter(documents.values())
        while part := list(itertools.islice(contents, INSERT)):
            building.insert_many(part, ordered=False)
            site.keep()
        site.keep(at_once=True)
        # Without a checkpoint the next start builds anew; documents and checkpoint never disagree.
        self._database[CHECKPOINTS].delete_one({"_id": projection.collection})
        building.rename(projection.collection, dropTarget=True)
        self._database[CHECKPOINTS].replace_one(
            {"_id": projection.collection},
            {"_id": projection.collection, "positions": positions},
            upsert=True,
        )

    def sources(self, projection: Projection) -> set[str]:
        """Every source it follows, the own service under its own name."""
        return {*projection.sources, *({self._own} if projection.own else ())}

    def _pages(
        self, projection: Projection, source: str, after: int
    ) -> Iterator[tuple[Sequence[Any], int]]:
        if source != self._own:
            while True:
                events, upto = read_feed_of(self._neighbours, source, after, 1000)
                if upto <= after:
                    return
                yield events, upto
                after = upto
        kinds = self._codec.kinds()
        wanted = frozenset(kinds[kind][0] for kind in projection.own)
        for commits in self._store.scan(commit_of(after)):
            yield (
                [
                    recorded
                    for commit in commits
                    for recorded in recorded_among(commit, self._codec, wanted)
                ],
                complete(commits[-1].position),
            )
