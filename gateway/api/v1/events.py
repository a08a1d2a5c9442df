"""The change feed for internal systems: every public event, in order, from any point."""

from __future__ import annotations

import time
from typing import Any

from flask import current_app
from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.backend import Absent, backend
from gateway.backend.arrivals import Arrivals
from gateway.backend.change_feed import BadCursor, cursor_text, joined_to, merged, read_cursor
from gateway.backend.services import SERVICES
from services.kernel.contracts.events.catalogue import CATALOGUE
from services.kernel.contracts.fields import Payload, Text, Whole
from services.kernel.contracts.rpc import Refused

operations = Operations("events", "/events", "The change feed (CloudEvents 1.0).")

SCOPE = "events:read"
ASK_AGAIN_SECONDS = 5.0
BETWEEN_SECONDS = 0.25
SEARCH_SECONDS = 2.0


class EventsQuery(Payload):
    """From where, which types, how many, and how long to wait for something new."""

    after = Text(
        most=300,
        load_default="",
        metadata={"description": "`next` of the last answer; empty for the beginning."},
    )
    types = Text(most=2000, load_default="", metadata={"description": "Types, with commas."})
    limit = Whole(least=1, most=1000, load_default=100)
    wait = Whole(
        least=0,
        most=25,
        load_default=0,
        metadata={"description": "Seconds to wait while there is nothing new."},
    )


class EventsSchema(Schema):
    """A part of the feed."""

    events = fields.List(
        fields.Dict(),
        required=True,
        metadata={"description": "CloudEvents; `position` and `previous` are decimal texts."},
    )
    next = fields.String(required=True, metadata={"description": "The cursor to go on with."})
    absent = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Services that could not be asked; their place is kept."},
    )


KNOWN_TYPES = frozenset(event.name for event in CATALOGUE)


@operations.operation("GET", "", scope=SCOPE, query=EventsQuery, answer=EventsSchema)
def read_events(query: dict[str, Any]) -> dict[str, Any]:
    """The change feed.

    Events of all services after a cursor, in order within each service; together with the
    broker's queues this makes a gapless subscription. An answer without events and with a `next`
    that equals `after` means that there is nothing new; asked again with its `ETag` it is `304`.
    """
    try:
        asked = cursor = read_cursor(query["after"])
    except BadCursor:
        raise _invalid("after", "invalid") from None
    types = [name for name in query["types"].split(",") if name]
    if not KNOWN_TYPES.issuperset(types):
        raise _invalid("types", "not-a-choice")
    arrivals: Arrivals = current_app.extensions["arrivals"]
    began = time.monotonic()
    while True:
        seen = arrivals.count
        answer = _ask(cursor, types, query["limit"])
        now = time.monotonic()
        reached = read_cursor(answer["next"])
        if answer["events"]:
            if not types:
                answer["events"] = joined_to(answer["events"], asked, cursor)
            return answer
        if reached != cursor:
            # Only what nobody may see, or did not ask for: what follows may be of use.
            cursor = reached
            if now - began < SEARCH_SECONDS:
                continue
            return answer
        left = began + query["wait"] - now
        if left <= 0 or arrivals.wait(seen, min(left, ASK_AGAIN_SECONDS)) is None:
            return answer
        # Events that are not asked for must not make this a busy loop.
        arrivals.rest(BETWEEN_SECONDS)


def _ask(cursor: dict[str, int], types: list[str], limit: int) -> dict[str, Any]:
    found = backend.gather(
        {
            service: (
                service,
                "read_feed",
                {"after": cursor[service], "limit": limit} | ({"types": types} if types else {}),
            )
            for service in SERVICES
        }
    )
    feeds = {name: feed for name, feed in found.items() if not isinstance(feed, Absent)}
    events, after = merged(feeds, cursor, limit)
    return {
        "events": events,
        "next": cursor_text(after),
        "absent": sorted(set(SERVICES) - set(feeds)),
    }


def _invalid(name: str, code: str) -> Refused:
    problem = {"code": code, "params": {}}
    return Refused({"code": "invalid-input", "kind": "invalid", "fields": {name: [problem]}})
