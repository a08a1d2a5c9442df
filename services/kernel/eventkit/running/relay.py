"""The relay: the event log is the outbox, this empties it."""

from __future__ import annotations

import threading
from typing import Any, Protocol

import structlog
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.running.feed import public_form
from services.kernel.eventkit.running.own_tail import OwnTail

RELAY = "relay"
BATCH = 1000
log = structlog.get_logger()


class Publisher(Protocol):
    """Whoever can put public events on the wire."""

    def publish(self, events: list[PublicEvent]) -> None:
        """Returns when all are confirmed, raises otherwise."""

    def keep_alive(self) -> None:
        """Called in quiet times."""

    def close(self) -> None:
        """Called at the end."""


class Relay:
    """Publishes every public event at least once and in order."""

    def __init__(
        self, service: Service, tail: OwnTail, publisher: Publisher, database: Database[Any]
    ) -> None:
        self._service = service
        self._tail = tail
        self._publisher = publisher
        self._checkpoints = database[CHECKPOINTS]
        found = self._checkpoints.find_one({"_id": RELAY}) or {}
        self.position: int = found.get("position", 0)
        self._previous: int = found.get("previous", 0)

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

    def step(self, wait_seconds: float) -> bool:
        """Publishes one batch; False when there was nothing new."""
        recorded, upto = self._tail.read(self.position, BATCH, wait_seconds)
        if upto <= self.position:
            return False
        events = []
        previous = self._previous
        for one in recorded:
            if one.position <= self.position:
                continue
            event = public_form(self._service, one, previous)
            if event is not None:
                events.append(event)
                previous = event.position
        if events:
            self._publisher.publish(events)
        self._checkpoints.update_one(
            {"_id": RELAY}, {"$set": {"position": upto, "previous": previous}}, upsert=True
        )
        self.position, self._previous = upto, previous
        return True
