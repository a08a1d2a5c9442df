"""The relay: the event log is the outbox, this empties it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from pymongo.database import Database
from pymongo.errors import PyMongoError
from pymongo.write_concern import WriteConcern

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.running.feed import public_form
from services.kernel.eventkit.running.tail import Tail

RELAY = "relay"
BATCH = 1000
BATCHES = 50
NOTE_SECONDS = 0.1
log = structlog.get_logger()


class Publisher(Protocol):
    """Whoever can put public events on the wire."""

    def send(self, events: Iterable[PublicEvent]) -> int:
        """Sends in order; the answer is what `confirm` wants to know of it."""

    def confirm(self, mark: int) -> None:
        """Returns when everything up to this mark is confirmed, raises otherwise."""

    def keep_alive(self) -> None:
        """Called in quiet times."""

    def close(self) -> None:
        """Called at the end, and after a failure."""


class _PublicForms:
    """The public forms of a batch, made while it is sent: the broker works meanwhile."""

    def __init__(
        self, service: Service, recorded: Sequence[Recorded[Any]], after: int, previous: int
    ) -> None:
        self._service, self._recorded, self._after = service, recorded, after
        self.previous = previous

    def __iter__(self) -> Iterator[PublicEvent]:
        for one in self._recorded:
            if one.position <= self._after:
                continue
            event = public_form(self._service, one, self.previous)
            if event is not None:
                yield event
                self.previous = event.position


@dataclass(frozen=True, slots=True)
class _Sent:
    """A batch on its way: where the relay stands once it is confirmed."""

    mark: int
    position: int
    previous: int


class Relay:
    """Publishes every public event at least once and in order.

    While the broker works on one batch the next is read and sent. What is confirmed is noted, not
    more often than every `NOTE_SECONDS`: one write per event cost more than sending it, and what a
    crash forgets is only sent once more.
    """

    def __init__(
        self,
        service: Service,
        tail: Tail,
        publisher: Publisher,
        database: Database[Any],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._tail = tail
        self._publisher = publisher
        # What a crash of the server forgets of the notes is only sent once more, and nobody who
        # waits for an event has to wait for the journal with it.
        self._checkpoints = database.get_collection(CHECKPOINTS, write_concern=WriteConcern(w=1))
        found = self._checkpoints.find_one({"_id": RELAY}) or {}
        self.position: int = found.get("position", 0)
        self._previous: int = found.get("previous", 0)
        self._noted = self.position
        self._now = now
        self._note_at = 0.0
        self._under_way: deque[_Sent] = deque()

    def run(self, stopping: threading.Event) -> None:
        """Publishes until told to stop; the thread's body. The broker may be away."""
        pause = 0.1
        while not stopping.is_set():
            try:
                if not self.step(wait_seconds=1.0):
                    self._publisher.keep_alive()
                pause = 0.1
            except PyMongoError:
                stopping.wait(pause)
            except Exception as error:
                log.info("broker away", error=type(error).__name__)
                stopping.wait(pause)
                pause = min(pause * 2, 2.0)
        self._publisher.close()
        with contextlib.suppress(PyMongoError):
            self._note()

    def step(self, wait_seconds: float) -> bool:
        """Publishes what there is, some batches at most; False when there was nothing new."""
        try:
            if not self._send_next(min(wait_seconds, self._until_noting())):
                self._note()
                return False
            for _ in range(BATCHES):
                if not self._send_next(0.0):
                    break
                self._confirm_first()
            while self._under_way:
                self._confirm_first()
        except BaseException:
            # Begun anew from what is noted: at least once.
            self._under_way.clear()
            self._publisher.close()
            raise
        return True

    def _send_next(self, wait_seconds: float) -> bool:
        last = self._under_way[-1] if self._under_way else None
        position = last.position if last else self.position
        recorded, upto = self._tail.read(position, BATCH, wait_seconds)
        if upto <= position:
            return False
        forms = _PublicForms(
            self._service, recorded, position, last.previous if last else self._previous
        )
        mark = self._publisher.send(forms)
        self._under_way.append(_Sent(mark, upto, forms.previous))
        return True

    def _confirm_first(self) -> None:
        sent = self._under_way[0]
        self._publisher.confirm(sent.mark)
        self.position, self._previous = sent.position, sent.previous
        self._under_way.popleft()
        if self._now() >= self._note_at:
            self._note()

    def _until_noting(self) -> float:
        """How long one may wait for more before what is confirmed should be noted."""
        if self._noted == self.position:
            return float("inf")
        return max(0.0, self._note_at - self._now())

    def _note(self) -> None:
        if self._noted == self.position:
            return
        self._checkpoints.update_one(
            {"_id": RELAY},
            # One that lost its lease may still say how far it came; another one is farther.
            {"$max": {"position": self.position, "previous": self._previous}},
            upsert=True,
        )
        self._noted = self.position
        self._note_at = self._now() + NOTE_SECONDS
