"""Group commit: the commands of a process that wait at the same time are written together.

Every writer of every process only ever writes the position after the highest one there is, so a
hole cannot come into being. Two ways of finding that position take turns:

- while this process is the only writer it remembers the highest position and inserts behind it;
- as soon as another process has been faster, the server itself numbers the batch, in one
  aggregation that reads the highest position and merges the batch behind it.

Either way a position or a version that is already taken makes the server refuse the document
(unique indexes), and what was refused is told apart by reading back: the own commit (success), a
commit of somebody else under the same version (conflict for that command alone), or nothing
(the position was lost: once more).
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from typing import Any

from bson.raw_bson import RawBSONDocument
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError, DuplicateKeyError, OperationFailure

from services.kernel.eventkit.application.commit import NewCommit
from services.kernel.eventkit.application.ports import VersionConflict
from services.kernel.eventkit.mongo.documents import as_document, encode

DUPLICATE_KEY = 11000
BATCH_COMMITS = 400
BATCH_BYTES = 4_000_000
CONTENDED_SECONDS = 1.0


class Ticket:
    """One commit on its way, and the waiting place of its command."""

    __slots__ = ("commit", "document", "done", "error", "position", "size")

    def __init__(self, commit: NewCommit) -> None:
        self.commit = commit
        self.document: RawBSONDocument = encode(commit)
        self.size = len(self.document.raw)
        self.done = threading.Event()
        self.position = 0
        self.error: Exception | None = None

    def settle(self, position: int) -> None:
        self.position = position

    def fail(self, error: Exception) -> None:
        self.error = error


class GroupCommit:
    """The single appender of a process for one event log."""

    def __init__(self, events: Collection[Any]) -> None:
        self._events = events
        self._lock = threading.Lock()
        self._waiting: list[Ticket] = []
        self._writing = False
        self._head: int | None = None
        self._contended_until = 0.0

    def append(self, commit: NewCommit) -> int:
        """Returns the commit's position once it is journalled on a majority.

        Raises `VersionConflict`, or the driver's error when the outcome is unknown: the same
        commit sent again then finds out.
        """
        ticket = Ticket(commit)
        with self._lock:
            self._waiting.append(ticket)
            leads = not self._writing
            self._writing = True
        if leads:
            self._lead(ticket)
        else:
            ticket.done.wait()
            if ticket.error is None and ticket.position == 0:
                self._lead(ticket)
        if ticket.error is not None:
            raise ticket.error
        return ticket.position

    def _lead(self, own: Ticket) -> None:
        """Writes batches until the own commit is through, then hands the lead to a waiter."""
        while own.position == 0 and own.error is None:
            with self._lock:
                batch = self._take()
            try:
                self._write(batch)
            except Exception as error:
                self._abandon(batch, error)
            except BaseException:
                # The leader itself is being ended; those it wrote for must not wait for ever.
                self._abandon(batch, InterruptedError("the appender was interrupted"))
                self._wake(batch, own)
                self._hand_over()
                raise
            self._wake(batch, own)
        self._hand_over()

    def _abandon(self, batch: Sequence[Ticket], error: Exception) -> None:
        self._head = None
        for ticket in batch:
            if ticket.position == 0 and ticket.error is None:
                ticket.fail(error)

    def _wake(self, batch: Sequence[Ticket], own: Ticket) -> None:
        for ticket in batch:
            if ticket is not own:
                ticket.done.set()

    def _hand_over(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting[0].done.set()
            else:
                self._writing = False

    def _take(self) -> list[Ticket]:
        size = 0
        for count, ticket in enumerate(self._waiting):
            size += ticket.size
            if count >= BATCH_COMMITS or (count and size > BATCH_BYTES):
                batch, self._waiting = self._waiting[:count], self._waiting[count:]
                return batch
        batch, self._waiting = self._waiting, []
        return batch

    def _write(self, batch: list[Ticket]) -> None:
        left: Sequence[Ticket] = batch
        pause = 0.0002
        while left:
            if time.monotonic() >= self._contended_until:
                left = self._insert_behind_head(left)
            else:
                left = self._let_the_server_number(left)
                if left:
                    time.sleep(random.random() * pause)
                    pause = min(pause * 1.5, 0.003)

    def _insert_behind_head(self, batch: Sequence[Ticket]) -> Sequence[Ticket]:
        if self._head is None:
            self._head = self._highest()
        head = self._head
        try:
            if len(batch) == 1:
                self._events.insert_one({"_id": head + 1, **as_document(batch[0].commit)})
            else:
                self._events.insert_many(
                    [{"_id": head + 1 + i, **as_document(t.commit)} for i, t in enumerate(batch)],
                    ordered=True,
                )
        except DuplicateKeyError as error:
            return self._after_refusal(batch, 0, error.details or {})
        except BulkWriteError as error:
            refused = error.details["writeErrors"][0]
            if refused["code"] != DUPLICATE_KEY:
                raise
            return self._after_refusal(batch, refused["index"], refused)
        for index, ticket in enumerate(batch):
            ticket.settle(head + 1 + index)
        self._head = head + len(batch)
        return ()

    def _after_refusal(self, batch: Sequence[Ticket], index: int, details: Any) -> Sequence[Ticket]:
        """The first `index` are in; the next one was refused for its position or its version."""
        assert self._head is not None
        for offset, ticket in enumerate(batch[:index]):
            ticket.settle(self._head + 1 + offset)
        self._head += index
        if "_id" in details.get("keyPattern", {"_id": 1}):
            self._contended_until = time.monotonic() + CONTENDED_SECONDS
            self._head = None
            return batch[index:]
        self._read_back(batch[index : index + 1])
        return batch[index + 1 :]

    def _let_the_server_number(self, batch: Sequence[Ticket]) -> Sequence[Ticket]:
        self._head = None
        try:
            self._events.aggregate(
                [
                    {"$sort": {"_id": -1}},
                    {"$limit": 1},
                    {"$project": {"batch": {"$literal": [t.document for t in batch]}}},
                    {"$unwind": {"path": "$batch", "includeArrayIndex": "index"}},
                    {
                        "$replaceWith": {
                            "$mergeObjects": [
                                {"_id": {"$add": ["$_id", 1, "$index"]}},
                                "$batch",
                            ]
                        }
                    },
                    {
                        "$merge": {
                            "into": self._events.name,
                            "on": "_id",
                            "whenMatched": "fail",
                            "whenNotMatched": "insert",
                        }
                    },
                ]
            )
        except OperationFailure as error:
            if error.code != DUPLICATE_KEY:
                raise
            return self._read_back(batch)
        first = self._events.find_one(
            {"s": batch[0].commit.stream, "v": batch[0].commit.version}, {"_id": 1}
        )
        if first is None:
            raise RuntimeError("an acknowledged commit cannot be read back")
        for index, ticket in enumerate(batch):
            ticket.settle(first["_id"] + index)
        return ()

    def _read_back(self, batch: Sequence[Ticket]) -> Sequence[Ticket]:
        """Settles what is in, fails what lost its version; returns what has to be tried again."""
        places = [{"s": t.commit.stream, "v": t.commit.version} for t in batch]
        found = {
            (d["s"], d["v"]): d
            for d in self._events.find({"$or": places}, {"s": 1, "v": 1, "c": 1})
        }
        left = []
        for ticket in batch:
            there = found.get((ticket.commit.stream, ticket.commit.version))
            if there is None:
                left.append(ticket)
            elif there["c"] == ticket.commit.command_id:
                ticket.settle(there["_id"])
            else:
                ticket.fail(VersionConflict(ticket.commit.stream))
        return left

    def _highest(self) -> int:
        newest = self._events.find_one({}, {"_id": 1}, sort=[("_id", -1)])
        if newest is None:
            raise RuntimeError("the event log was not prepared")
        return int(newest["_id"])
