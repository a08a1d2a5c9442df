"""Carrying out reactions: in order, retried at growing delays, then parked."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from enum import Enum
from typing import Any

import structlog
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import NeighbourAway
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.domain import SYSTEM, Refusal
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.running.tail import Tail

BATCH = 200
RETRY_SECONDS = (0.2, 1.0, 3.0, 10.0)
AWAY_SECONDS = 2.0
NOTE_SECONDS = 0.5
PARKED = "parked"
log = structlog.get_logger()


class Outcome(Enum):
    """What became of one reaction to one occurrence."""

    DONE = "done"
    PARKED = "parked"
    INTERRUPTED = "interrupted"
    """Told to stop before it was through; the next start goes on."""


def system_context(application: Application) -> Any:
    """How the portal itself makes the context of a command: name, id, correlation, causation."""

    def make(name: str, command_id: str, correlation_id: str, causation_id: str) -> Context:
        return Context(
            name=name,
            command_id=command_id,
            actor=SYSTEM,
            at=application.clock.now(),
            correlation_id=correlation_id,
            causation_id=causation_id or None,
        )

    return make


class Reactor:
    """All reactions of a service to one source, with a checkpoint of their own.

    A reaction runs at least once per occurrence; the ids of its commands derive from the
    occurrence. What fails because something is away is tried until it is back; what fails for
    any other reason is tried again after each of `RETRY_SECONDS` and then parked, and later
    occurrences go on.
    """

    def __init__(
        self,
        application: Application,
        reactions: Sequence[Reaction],
        tail: Tail,
        database: Database[Any],
    ) -> None:
        self._reactions = list(reactions)
        self._tail = tail
        self._checkpoints = database[CHECKPOINTS]
        self._parked = database[PARKED]
        self._id = f"reactions/{tail.source}"
        self._make_context = system_context(application)
        found = self._checkpoints.find_one({"_id": self._id}) or {}
        self.position: int = found.get("position", 0)
        self._noted = self.position
        self._note_at = 0.0
        self._replay_at = 0.0

    def run(self, stopping: threading.Event) -> None:
        """Follows until told to stop; the thread's body."""
        while not stopping.is_set():
            try:
                self.step(stopping, wait_seconds=1.0)
                if time.monotonic() >= self._replay_at:
                    self._replay_at = time.monotonic() + NOTE_SECONDS
                    self._replay(stopping)
            except (PyMongoError, NeighbourAway) as error:
                log.info("reactions wait", source=self._tail.source, error=type(error).__name__)
                stopping.wait(0.5)

    def step(self, stopping: threading.Event, wait_seconds: float) -> None:
        """Carries out one batch."""
        occurrences, upto = self._tail.read(self.position, BATCH, wait_seconds)
        if upto <= self.position:
            self._note()
            return
        concerned = False
        for occurrence in occurrences:
            if occurrence.position <= self.position:
                continue
            for reaction in self._reactions:
                if not _concerns(reaction, occurrence):
                    continue
                concerned = True
                if self._carry_out(reaction, occurrence, stopping) is Outcome.INTERRUPTED:
                    return
        self.position = upto
        # What concerned nobody may be met again: it is noted now and then.
        if concerned or time.monotonic() >= self._note_at:
            self._note()

    def _note(self) -> None:
        if self._noted == self.position:
            return
        self._checkpoints.update_one(
            {"_id": self._id}, {"$set": {"position": self.position}}, upsert=True
        )
        self._noted = self.position
        self._note_at = time.monotonic() + NOTE_SECONDS

    def _carry_out(self, reaction: Reaction, occurrence: Any, stopping: threading.Event) -> Outcome:
        trigger = Trigger(
            reaction.name, occurrence.id, occurrence.correlation_id, self._make_context
        )
        attempts = 0
        while not stopping.is_set():
            try:
                reaction.handle(occurrence, trigger)
                return Outcome.DONE
            except (PyMongoError, NeighbourAway) as error:
                log.info("reaction waits", reaction=reaction.name, error=type(error).__name__)
                stopping.wait(AWAY_SECONDS)
            except Exception as error:
                if attempts == len(RETRY_SECONDS):
                    self._park(reaction, occurrence, error)
                    return Outcome.PARKED
                stopping.wait(RETRY_SECONDS[attempts])
                attempts += 1
        return Outcome.INTERRUPTED

    def _park(self, reaction: Reaction, occurrence: Any, error: Exception) -> None:
        # Neither the occurrence's data nor the error's text: both may hold personal data.
        self._parked.replace_one(
            {"_id": f"{reaction.name}:{occurrence.id}"},
            {
                "reaction": reaction.name,
                "source": self._tail.source,
                "position": occurrence.position,
                "event_id": occurrence.id,
                "error": error.code if isinstance(error, Refusal) else type(error).__name__,
                "replay": False,
            },
            upsert=True,
        )
        log.error(
            "reaction parked",
            reaction=reaction.name,
            event_id=occurrence.id,
            error=type(error).__name__,
        )

    def _replay(self, stopping: threading.Event) -> None:
        """Carries out what an operator has released again; it stays parked until that is done."""
        wanted = {"source": self._tail.source, "replay": True}
        for parked in self._parked.find(wanted, sort=[("position", 1)], limit=20):
            outcome = Outcome.PARKED
            occurrences, upto = self._tail.read(parked["position"] - 1, 1, 0.0)
            if upto < parked["position"]:
                # The tail has not begun yet, as after a start: it stays released.
                return
            for occurrence in occurrences:
                for reaction in self._reactions:
                    if occurrence.id == parked["event_id"] and reaction.name == parked["reaction"]:
                        outcome = self._carry_out(reaction, occurrence, stopping)
            if outcome is Outcome.DONE:
                self._parked.delete_one({"_id": parked["_id"]})
            elif outcome is Outcome.PARKED:
                self._parked.update_one({"_id": parked["_id"]}, {"$set": {"replay": False}})
            else:
                return


def _concerns(reaction: Reaction, occurrence: Any) -> bool:
    if isinstance(occurrence, PublicEvent):
        return occurrence.type in reaction.types
    return type(occurrence.event) in reaction.types
