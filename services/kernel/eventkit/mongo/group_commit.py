"""Group commit: the commands of a process that wait at the same time are written together.

The server itself numbers a batch, in one aggregation that reads the highest position and merges the
batch behind it. Nothing is ever written anywhere else: a position remembered from before may have
become an empty place below later commits, and a commit put there would come before its cause.

Which position a batch got has to be read back, unless the server is asked to fail when its highest
position is not the one that this process remembers. While nobody else writes that saves the reading;
`Head` decides when it is worth trying.

The server merges unordered: where a commit in the middle of a batch is refused for its version,
those behind it are stored nevertheless, and its position stays empty. A reader that comes to such a
place fills it with an empty commit (`LogReader`), so that nothing can appear there.

A position or a version that is already taken makes the server refuse the document (unique indexes),
and what was refused is told apart by reading back: the own commit (success), a commit of somebody
else under the same version (conflict for that command alone), or nothing (the position was lost:
once more).
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any

from pymongo.collection import Collection
from pymongo.errors import AutoReconnect, OperationFailure, WriteConcernError
from pymongo.read_concern import ReadConcern

from services.kernel.eventkit.application.commit import NewCommit
from services.kernel.eventkit.application.ports import VersionConflict
from services.kernel.eventkit.mongo.documents import encode
from services.kernel.eventkit.mongo.log_reading import DUPLICATE_KEY
from services.kernel.eventkit.mongo.numbering import HEAD_HAS_MOVED, Head, numbering

BATCH_COMMITS = 400
BATCH_BYTES = 4_000_000


class Ticket:
    """One commit on its way, and the waiting place of its command."""

    __slots__ = ("_gate", "command_id", "encoded", "error", "position", "stream", "version")

    def __init__(self, commit: NewCommit) -> None:
        self.stream = commit.stream
        self.version = commit.version
        self.command_id = commit.command_id
        self.encoded = encode(commit)
        self.position = 0
        self.error: Exception | None = None
        # A lock that is taken at once: much lighter than an event, above all between greenlets.
        self._gate = threading.Lock()
        self._gate.acquire()

    @property
    def open(self) -> bool:
        """Whether the outcome is still to come."""
        return self.position == 0 and self.error is None

    def wait(self) -> None:
        """Until `wake`: the commit is settled, or its command is to lead the writing."""
        self._gate.acquire()

    def wake(self) -> None:
        """Ends the waiting; to be called once."""
        self._gate.release()


class GroupCommit:
    """The single appender of a process for one event log."""

    def __init__(self, events: Collection[Any]) -> None:
        self._events = events
        # What decides an outcome or a position must not vanish with a crash of the server.
        self._committed = events.with_options(read_concern=ReadConcern("majority"))
        self._lock = threading.Lock()
        self._waiting: list[Ticket] = []
        self._writing = False
        self._company = False
        self._chosen: Ticket | None = None
        self._head = Head()

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
        if not leads:
            self._wait(ticket)
        if ticket.open:
            self._lead(ticket)
        if ticket.error is not None:
            raise ticket.error
        return ticket.position

    def _wait(self, ticket: Ticket) -> None:
        try:
            ticket.wait()
        except BaseException:
            # The command is being ended while it waits; nobody else may come to depend on it.
            with self._lock:
                if ticket in self._waiting:
                    self._waiting.remove(ticket)
                leads = self._chosen is ticket
            if leads:
                self._hand_over()
            raise

    def _lead(self, own: Ticket) -> None:
        """Writes batches until the own commit is through, then hands the lead to a waiter."""
        batch: list[Ticket] = []
        try:
            if self._company:
                # Those who were woken together with this command are about to come back as well:
                # let them in, or every second batch holds a single commit.
                time.sleep(0)
            while own.open:
                with self._lock:
                    batch = self._take()
                self._company = len(batch) > 1
                try:
                    self._write(batch)
                except Exception as error:
                    self._abandon(batch, error)
                self._wake(batch, own)
                batch = []
        except BaseException:
            # The leader itself is being ended; those it wrote for must not wait for ever.
            self._abandon(batch, AutoReconnect("the writer of the batch was interrupted"))
            self._wake(batch, own)
            raise
        finally:
            self._hand_over()

    def _abandon(self, batch: Sequence[Ticket], error: Exception) -> None:
        for ticket in batch:
            if ticket.open:
                ticket.error = error

    def _wake(self, batch: Sequence[Ticket], own: Ticket) -> None:
        for ticket in batch:
            if ticket is not own:
                ticket.wake()

    def _hand_over(self) -> None:
        with self._lock:
            self._chosen = self._waiting[0] if self._waiting else None
            if self._chosen is None:
                self._writing = False
            else:
                self._chosen.wake()

    def _take(self) -> list[Ticket]:
        size = 0
        for count, ticket in enumerate(self._waiting):
            size += len(ticket.encoded)
            if count >= BATCH_COMMITS or (count and size > BATCH_BYTES):
                batch, self._waiting = self._waiting[:count], self._waiting[count:]
                return batch
        batch, self._waiting = self._waiting, []
        return batch

    def _write(self, batch: list[Ticket]) -> None:
        left: Sequence[Ticket] = batch
        pause = 0.0002
        while left:
            left = self._let_the_server_number(left)
            if left:
                time.sleep(random.random() * pause)
                pause = min(pause * 1.5, 0.003)

    def _let_the_server_number(self, batch: Sequence[Ticket]) -> Sequence[Ticket]:
        # Of several commits for one version only the first can get it; sending the others along
        # would only leave empty positions behind.
        chosen: dict[tuple[str, int], Ticket] = {}
        for ticket in batch:
            chosen.setdefault((ticket.stream, ticket.version), ticket)
        sent = list(chosen.values())
        rest = [t for t in batch if chosen[t.stream, t.version] is not t]
        left = self._merge(sent)
        return [*left, *(self._read_back(rest) if rest else ())]

    def _merge(self, batch: Sequence[Ticket]) -> Sequence[Ticket]:
        expected = self._head.expected()
        try:
            self._ask(numbering(self._events.name, [t.encoded for t in batch], expected))
        except OperationFailure as error:
            self._head.forget()
            if error.code == HEAD_HAS_MOVED:
                self._head.moved()
                return self._merge(batch)
            if error.code == DUPLICATE_KEY:
                return self._read_back(batch)
            if len(batch) == 1:
                batch[0].error = error
                return ()
            # One of them cannot be stored; the others must not suffer for it.
            return [left for ticket in batch for left in self._merge([ticket])]
        except AutoReconnect:
            self._head.forget()
            raise
        first = expected + 1 if expected is not None else self._first_position(batch)
        for index, ticket in enumerate(batch):
            ticket.position = first + index
        self._head.reached(first + len(batch) - 1, alone=expected is not None)
        return ()

    def _ask(self, pipeline: Sequence[Mapping[str, Any]]) -> None:
        """Runs the aggregation as a plain command.

        The driver's way for aggregations prepares to read results, which costs a sixth of a
        lone commit's way through the driver. Raises `OperationFailure`, also
        when the server could not do what the write concern asks.
        """
        answer = self._events.database.command(
            "aggregate",
            self._events.name,
            pipeline=pipeline,
            cursor={},
            writeConcern=self._events.write_concern.document,
        )
        failed = answer.get("writeConcernError")
        if failed is not None:
            labels = answer.get("errorLabels", [])
            details = {**failed, "errorLabels": labels}
            raise WriteConcernError(failed.get("errmsg", ""), failed.get("code"), details)

    def _first_position(self, batch: Sequence[Ticket]) -> int:
        first = self._events.find_one({"s": batch[0].stream, "v": batch[0].version}, {"_id": 1})
        if first is None:
            raise RuntimeError(
                "an acknowledged commit cannot be read back: the log was not prepared"
            )
        return int(first["_id"])

    def _read_back(self, batch: Sequence[Ticket]) -> Sequence[Ticket]:
        """Settles what is in, fails what lost its version; returns what has to be tried again."""
        places = [{"s": t.stream, "v": t.version} for t in batch]
        found = {
            (d["s"], d["v"]): d
            for d in self._committed.find({"$or": places}, {"s": 1, "v": 1, "c": 1})
        }
        left = []
        for ticket in batch:
            there = found.get((ticket.stream, ticket.version))
            if there is None:
                left.append(ticket)
            elif there["c"] == ticket.command_id:
                ticket.position = there["_id"]
            else:
                ticket.error = VersionConflict(ticket.stream)
        return left
