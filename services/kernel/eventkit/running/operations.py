"""The operations every service offers besides its own: feed, health, and an operator's work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from services.kernel.contracts.fields import Items, Payload, Text, Truth, Whole
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.schedule import DUE
from services.kernel.eventkit.domain import Role
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.running.assembly import Assembly
from services.kernel.eventkit.running.feed import END_OF_FEED, MOST, read_feed
from services.kernel.eventkit.running.own_tail import complete
from services.kernel.eventkit.running.reactor import PARKED
from services.kernel.eventkit.running.scheduler import FAILURES


class ReadFeedPayload(Payload):
    """From where, how much, and which types (none: all)."""

    after = Whole(load_default=0, most=END_OF_FEED)
    limit = Whole(load_default=MOST, least=1, most=MOST)
    types = Items(Text(most=80), load_default=list)


class NothingPayload(Payload):
    """No input."""


class FindDuePayload(Payload):
    """How many at most."""

    limit = Whole(load_default=100, least=1, most=1000)


class ReplayParkedPayload(Payload):
    """One parked piece of work by its id, or all."""

    id = Text(most=400, load_default="")
    all = Truth(load_default=False)


STOPPED = {"stopped": {"$exists": True}}
OPERATORS = frozenset({Role.OPERATOR, Role.INTERNAL_SYSTEM})


def add_kernel_operations(assembly: Assembly) -> None:
    """Registers `ping`, `read_feed`, `find_due`, `find_parked`, `replay_parked`, `get_progress`."""
    service, database, store = assembly.service, assembly.database, assembly.store

    def ping(payload: Any, context: Context) -> dict[str, Any]:
        stopped = sorted(c["_id"] for c in database[CHECKPOINTS].find(STOPPED, {"_id": 1}))
        return {"service": service.name, "position": store.last_position(), "stopped": stopped}

    def feed(payload: Mapping[str, Any], context: Context) -> dict[str, Any]:
        return read_feed(service, store, payload["after"], payload["limit"], payload["types"])

    def find_due(payload: Mapping[str, Any], context: Context) -> dict[str, Any]:
        schedules = any(projection.name == DUE for projection in service.projections)
        entries = (
            assembly.parts.views.find(DUE, {}, order=[("due_at", 1)], limit=payload["limit"])
            if schedules
            else []
        )
        return {
            "now": context.at.isoformat(),
            "items": [
                {
                    "key": e["_id"],
                    "due_at": e["due_at"].isoformat(),
                    "command": e["command"],
                    "note": e["note"],
                }
                for e in entries
            ],
        }

    def find_parked(payload: Any, context: Context) -> dict[str, Any]:
        items = [
            {
                "id": p["_id"],
                **{k: p[k] for k in ("reaction", "source", "event_id", "error", "replay")},
            }
            for p in database[PARKED].find({}, limit=1000)
        ]
        stopped = [
            {"id": c["_id"], "reaction": c["_id"], **c["stopped"], "replay": False}
            for c in database[CHECKPOINTS].find(STOPPED)
        ]
        total = database[PARKED].count_documents({}) + len(stopped)
        return {"items": [*stopped, *items], "total": total}

    def replay_parked(payload: Mapping[str, Any], context: Context) -> dict[str, Any]:
        chosen = {} if payload["all"] else {"_id": payload["id"]}
        again = database[CHECKPOINTS].update_many(
            {**STOPPED, **chosen}, {"$unset": {"stopped": ""}}
        )
        released = int(again.modified_count)
        for parked in database[PARKED].find(chosen):
            released += 1
            if parked["source"] == "due":
                database[FAILURES].delete_one({"_id": parked["event_id"]})
                database[PARKED].delete_one({"_id": parked["_id"]})
            else:
                database[PARKED].update_one({"_id": parked["_id"]}, {"$set": {"replay": True}})
        return {"released": released}

    def get_progress(payload: Any, context: Context) -> dict[str, Any]:
        end = store.last_position()
        return {
            "end": complete(end) if end else 0,
            "followers": {
                c["_id"]: c.get("positions", c.get("position"))
                for c in database[CHECKPOINTS].find({})
            },
        }

    kinds: list[tuple[str, type[Payload], Callable[..., Any], frozenset[Role]]] = [
        ("ping", NothingPayload, ping, frozenset(Role)),
        ("read_feed", ReadFeedPayload, feed, frozenset({Role.INTERNAL_SYSTEM})),
        ("find_due", FindDuePayload, find_due, OPERATORS),
        ("find_parked", NothingPayload, find_parked, OPERATORS),
        ("replay_parked", ReplayParkedPayload, replay_parked, OPERATORS),
        ("get_progress", NothingPayload, get_progress, OPERATORS),
    ]
    for name, schema, handler, allow in kinds:
        service.application.operation(name, schema, handler, allow)
