"""Keeping projections: documents and checkpoint in one transaction."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from pymongo import DeleteOne, MongoClient, ReplaceOne
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import OperationFailure, PyMongoError
from pymongo.read_concern import ReadConcern
from pymongo.write_concern import WriteConcern

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document, NeighbourAway
from services.kernel.eventkit.application.projection import Handler, Projection, fold_batch
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.running.tail import Tail

SESSIONS = "sessions"
BATCH = 500
# Documents and checkpoint are one transaction: what a crash undoes, it undoes together, and the
# log gives it again. So a projection need not wait for the journal.
LOOSE = WriteConcern(w=1)
NOTE_SECONDS = 0.5
log = structlog.get_logger()


class CheckpointMoved(Exception):
    """Somebody else has applied this batch: look again where the projection is."""


def handlers_for(projection: Projection) -> Callable[[Any], Sequence[Handler]]:
    """The handlers a projection has for an occurrence of any source."""

    def handlers(occurrence: Any) -> Sequence[Handler]:
        if isinstance(occurrence, PublicEvent):
            return projection.public.get((occurrence.source, occurrence.type), ())
        return projection.own.get(type(occurrence.event), ())

    return handlers


class Projector:
    """Applies one source to all projections of a service that follow it.

    `lock` is shared by everything that writes projections in this process; a rebuild holds it
    while it swaps. A projection that is not built yet is left out, and so is one whose fold fails:
    it stops right before that event, is listed with what is parked, and is tried again by the next
    start of the worker or when an operator says so.
    """

    def __init__(
        self,
        client: MongoClient[Any],
        database: Database[Any],
        projections: Sequence[Projection],
        tail: Tail,
        lock: threading.Lock,
    ) -> None:
        self._client = client
        self._database = database
        self._checkpoints = database.get_collection(CHECKPOINTS, write_concern=LOOSE)
        self._projections = list(projections)
        # Those who have just sent a command wait until the own log is projected.
        self._urgent = any(p.own and tail.source not in p.sources for p in projections)
        self._tail = tail
        self._lock = lock
        self._positions: dict[str, int] = {}
        # What the checkpoints say: batches without anything to fold are noted late.
        self._noted: dict[str, int] = {}
        self._note_at = 0.0
        self._look_again = False
        self._begun = False
        self._session: ClientSession | None = None
        # Once only: a session that ended well goes back to the driver, which uses it again.
        self._succeeded = False

    def run(self, stopping: threading.Event) -> None:
        """Follows until told to stop; the thread's body."""
        while not stopping.is_set():
            try:
                self.step(wait_seconds=1.0)
            except (CheckpointMoved, OperationFailure) as error:
                self._start_over()
                code = getattr(error, "code", None)
                log.info("projection starts over", error=type(error).__name__, code=code)
                stopping.wait(0.05)
            except (PyMongoError, NeighbourAway) as error:
                self._start_over()
                log.info("projection waits", source=self._tail.source, error=type(error).__name__)
                stopping.wait(0.5)

    def step(self, wait_seconds: float) -> int:
        """Applies one batch to those projections that are farthest behind; returns its size."""
        if self._look_again or not self._positions:
            self._load_positions()
        if not self._positions:
            # None of them is built yet.
            threading.Event().wait(min(wait_seconds, 0.1))
            return 0
        after = min(self._positions.values())
        ahead = [p for p in self._positions.values() if p > after]
        occurrences, upto = self._tail.read(after, BATCH, wait_seconds)
        if ahead and upto > min(ahead):
            upto = min(ahead)
        if upto <= after:
            self._note()
            return 0
        batch = [one for one in occurrences if after < one.position <= upto]
        members = [p for p in self._projections if self._positions.get(p.collection) == after]
        if not any(handlers_for(p)(one) for p in members for one in batch):
            self._positions.update(dict.fromkeys((p.collection for p in members), upto))
            if self._urgent or time.monotonic() >= self._note_at:
                self._note()
            return len(batch)
        try:
            with self._lock:
                self._note_position_of(members)
                self._apply(members, batch, after, upto)
        except (PyMongoError, CheckpointMoved):
            raise
        except Exception as error:
            log.warning("projection batch failed", error=type(error).__name__)
            self._apply_singly(members, batch, after, upto)
            self._look_again = True
            return len(batch)
        for projection in members:
            self._positions[projection.collection] = upto
            self._noted[projection.collection] = upto
        return len(batch)

    def _note(self) -> None:
        """Brings the checkpoints up to where there was nothing to fold; a crash may forget it."""
        with self._lock:
            self._note_position_of(self._projections)
        self._note_at = time.monotonic() + NOTE_SECONDS

    def _note_position_of(self, projections: Sequence[Projection]) -> None:
        moves: dict[tuple[int, int], list[str]] = {}
        for name in (p.collection for p in projections):
            noted, position = self._noted.get(name), self._positions.get(name)
            if noted is not None and position is not None and noted < position:
                moves.setdefault((noted, position), []).append(name)
        field = f"positions.{self._tail.source}"
        for (noted, position), names in moves.items():
            moved = self._checkpoints.update_many(
                {"_id": {"$in": names}, field: noted}, {"$set": {field: position}}
            )
            if moved.matched_count != len(names):
                raise CheckpointMoved
            self._noted.update(dict.fromkeys(names, position))

    def _apply_singly(
        self, members: Sequence[Projection], batch: Sequence[Any], after: int, upto: int
    ) -> None:
        """Finds the occurrence a fold fails on: that projection stops there, the others go on."""
        for projection in members:
            at = after
            for occurrence in batch:
                try:
                    with self._lock:
                        self._apply([projection], [occurrence], at, occurrence.position)
                except (PyMongoError, CheckpointMoved):
                    raise
                except Exception as error:
                    self._set_aside(projection, occurrence, error)
                    break
                at = occurrence.position
            else:
                if at < upto:
                    with self._lock:
                        self._apply([projection], [], at, upto)

    def _set_aside(self, projection: Projection, occurrence: Any, error: Exception) -> None:
        source = self._tail.source
        log.error(
            "projection stopped",
            projection=projection.collection,
            source=source,
            event_id=occurrence.id,
            error=type(error).__name__,
        )
        stopped = {"source": source, "event_id": occurrence.id, "error": type(error).__name__}
        self._database[CHECKPOINTS].update_one(
            {"_id": projection.collection}, {"$set": {"stopped": stopped}}
        )

    def look_again(self) -> None:
        """Makes the next step look up the checkpoints (after a projection was built)."""
        self._look_again = True

    def _start_over(self) -> None:
        self._positions.clear()
        if self._session is not None:
            self._session.end_session()
            self._session = None

    def _own_session(self) -> ClientSession:
        """The session of this projector, known to whoever comes after it.

        A worker that was killed leaves its transaction open, and the server keeps it, with all the
        documents it wrote, for a minute or more. So its successor ends its session first.
        """
        if self._session is None:
            sessions = self._database[SESSIONS]
            place = {"_id": f"projector/{self._tail.source}"}
            if not self._succeeded:
                former = sessions.find_one(place)
                if former is not None:
                    self._client.admin.command("killSessions", [{"id": former["session"]}])
                self._succeeded = True
            session = self._client.start_session()
            mine = {**place, "session": session.session_id["id"]}
            sessions.replace_one(place, mine, upsert=True)
            self._session = session
        return self._session

    def _load_positions(self) -> None:
        self._look_again = False
        source = self._tail.source
        checkpoints = self._database[CHECKPOINTS]
        if not self._begun:
            # What stopped may be mended by the version that starts now.
            checkpoints.update_many({"stopped.source": source}, {"$unset": {"stopped": ""}})
            self._begun = True
        found = {d["_id"]: d for d in checkpoints.find({"positions": {"$exists": True}})}
        self._positions = {}
        for projection in self._projections:
            checkpoint = found.get(projection.collection)
            if checkpoint is None:
                continue
            if checkpoint.get("stopped", {}).get("source") == source:
                # Until an operator has it tried again.
                self._look_again = True
                continue
            if source not in checkpoint["positions"]:
                # A version before left out what had said nothing yet; moves compare and set it.
                missing = {"_id": projection.collection, f"positions.{source}": {"$exists": False}}
                checkpoints.update_one(missing, {"$set": {f"positions.{source}": 0}})
            self._positions[projection.collection] = checkpoint["positions"].get(source, 0)
        self._noted = dict(self._positions)

    def _apply(
        self, members: Sequence[Projection], batch: Sequence[Any], after: int, upto: int
    ) -> None:
        source = self._tail.source
        session = self._own_session()
        with session.start_transaction(read_concern=ReadConcern("local"), write_concern=LOOSE):
            for projection in members:
                collection = self._database[projection.collection]

                def load(keys: Sequence[str], collection: Any = collection) -> dict[str, Document]:
                    found = collection.find({"_id": {"$in": list(keys)}}, session=session)
                    return {document["_id"]: document for document in found}

                touched = fold_batch(handlers_for(projection), batch, load)
                if touched:
                    collection.bulk_write(
                        [
                            DeleteOne({"_id": key})
                            if document is None
                            else ReplaceOne({"_id": key}, document, upsert=True)
                            for key, document in touched.items()
                        ],
                        ordered=False,
                        session=session,
                    )
            moved = self._database[CHECKPOINTS].update_many(
                {
                    "_id": {"$in": [p.collection for p in members]},
                    f"positions.{source}": after,
                },
                {"$set": {f"positions.{source}": upto}},
                session=session,
            )
            if moved.matched_count != len(members):
                raise CheckpointMoved
