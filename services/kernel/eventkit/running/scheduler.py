"""Carrying out what has fallen due, in due order, late things on restart."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import structlog
from pymongo.database import Database
from pymongo.errors import PyMongoError

from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.context import derived_id
from services.kernel.eventkit.application.ports import NeighbourAway
from services.kernel.eventkit.domain import Refusal
from services.kernel.eventkit.running.reactor import PARKED, system_context

POLL_SECONDS = 0.1
AT_ONCE = 50
RETRY_AFTER = (1, 5, 30, 120, 600)
FAILURES = "due_failures"
log = structlog.get_logger()


class Scheduler:
    """The poller over a service's `due` projection.

    An entry stays due until the event that settles it is projected, so it may be met again: its
    command id derives from its key and due time, and the second time has no effect. An entry
    that fails is tried again at growing intervals and then parked; one that is refused by the
    domain is parked at once.
    """

    def __init__(self, application: Application, database: Database[Any], collection: str) -> None:
        self._application = application
        self._due = database[collection]
        self._failures = database[FAILURES]
        self._parked = database[PARKED]
        self._make_context = system_context(application)
        self._settled: set[tuple[str, datetime]] = set()

    def run(self, stopping: threading.Event) -> None:
        """Polls until told to stop; the thread's body."""
        while not stopping.is_set():
            try:
                worked = self.step()
            except PyMongoError as error:
                log.info("scheduler waits", error=type(error).__name__)
                worked = False
                stopping.wait(1.0)
            if not worked:
                stopping.wait(POLL_SECONDS)

    def step(self) -> bool:
        """Carries out what is due now; False when there was nothing."""
        now = self._application.clock.now()
        where: dict[str, Any] = {"due_at": {"$lte": now}}
        if self._due.find_one(where, {"_id": 1}) is None:
            self._settled.clear()
            return False
        held = self._held(now)
        if held:
            where["$nor"] = held
        # Entries that were carried out stay until the event that settles them is projected, and
        # must not fill the page.
        limit = AT_ONCE + len(self._settled)
        entries = list(self._due.find(where, sort=[("due_at", 1), ("_id", 1)], limit=limit))
        present = {(entry["_id"], entry["due_at"]) for entry in entries}
        self._settled &= present
        worked = False
        for entry in entries:
            if (entry["_id"], entry["due_at"]) in self._settled:
                continue
            worked = True
            if self._carry_out(entry, now):
                self._settled.add((entry["_id"], entry["due_at"]))
        return worked

    def _held(self, now: datetime) -> list[dict[str, Any]]:
        """The entries not to be tried now: parked ones, and failed ones before their next try."""
        waiting = {"$or": [{"parked": True}, {"next_at": {"$gt": now}}]}
        return [
            {"_id": failure["entry"], "due_at": failure["due_at"]}
            for failure in self._failures.find(waiting)
        ]

    def _carry_out(self, entry: dict[str, Any], now: datetime) -> bool:
        command_id = derived_id("due", entry["_id"], entry["due_at"].isoformat())
        context = self._make_context(entry["command"], command_id, command_id, "")
        try:
            self._application.execute(entry["command"], entry["payload"], context)
            return True
        except PyMongoError:
            raise
        except NeighbourAway:
            self._fail(entry, "away", now, forever=True)
        except Refusal as refusal:
            self._fail(entry, refusal.code, now, at_once=True)
        except Exception as error:
            log.error("due entry failed", command=entry["command"], error=type(error).__name__)
            self._fail(entry, type(error).__name__, now)
        return False

    def _fail(
        self,
        entry: dict[str, Any],
        error: str,
        now: datetime,
        *,
        forever: bool = False,
        at_once: bool = False,
    ) -> None:
        found = self._failures.find_one({"_id": _failure_id(entry)}) or {"attempts": 0}
        attempts = int(found["attempts"]) + 1
        park = at_once or (attempts > len(RETRY_AFTER) and not forever)
        wait = 2 if forever else RETRY_AFTER[min(attempts, len(RETRY_AFTER)) - 1]
        self._failures.replace_one(
            {"_id": _failure_id(entry)},
            {
                "entry": entry["_id"],
                "due_at": entry["due_at"],
                "attempts": attempts,
                "next_at": now + timedelta(seconds=wait),
                "parked": park,
            },
            upsert=True,
        )
        if park:
            self._parked.replace_one(
                {"_id": f"due:{_failure_id(entry)}"},
                {
                    "reaction": f"due/{entry['command']}",
                    "source": "due",
                    "position": 0,
                    "event_id": _failure_id(entry),
                    "error": error,
                    "replay": False,
                },
                upsert=True,
            )
            log.error("due entry parked", command=entry["command"], error=error)


def _failure_id(entry: dict[str, Any]) -> str:
    return f"{entry['_id']}@{entry['due_at'].isoformat()}"
