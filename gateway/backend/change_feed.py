"""The events of all services as one feed: a cursor over five positions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from gateway.backend.services import SERVICES

_PART = re.compile(r"([a-z]+):([0-9]{1,18})")

Cursor = dict[str, int]


class BadCursor(Exception):
    """The text is no cursor of the feed."""


def read_cursor(text: str) -> Cursor:
    """The positions of a cursor `identity:12,listings:40`; what is not named starts at 0."""
    cursor = dict.fromkeys(SERVICES, 0)
    for part in text.split(",") if text else []:
        found = _PART.fullmatch(part)
        if found is None or found[1] not in cursor:
            raise BadCursor(part)
        cursor[found[1]] = int(found[2])
    return cursor


def cursor_text(cursor: Mapping[str, int]) -> str:
    """The cursor as text."""
    return ",".join(f"{service}:{cursor[service]}" for service in SERVICES)


def merged(
    feeds: Mapping[str, Mapping[str, Any]], cursor: Cursor, limit: int
) -> tuple[list[Any], Cursor]:
    """At most `limit` events by time, in order within each source, and the cursor after them.

    `feeds` holds the answers of `read_feed` of the services that answered; the others keep their
    place in the cursor.
    """
    waiting: dict[str, Sequence[Any]] = {
        service: list(feed["events"]) for service, feed in feeds.items()
    }
    taken = dict.fromkeys(waiting, 0)
    events: list[Any] = []
    while len(events) < limit:
        open_sources = [s for s in waiting if taken[s] < len(waiting[s])]
        if not open_sources:
            break
        # Only the heads are compared: within a source the order is the source's own.
        source = min(open_sources, key=lambda s: (str(waiting[s][taken[s]]["time"]), s))
        events.append(waiting[source][taken[source]])
        taken[source] += 1
    after = dict(cursor)
    for service, feed in feeds.items():
        if taken[service] == len(waiting[service]):
            after[service] = max(cursor[service], int(feed["next"]))
        elif taken[service]:
            after[service] = int(waiting[service][taken[service] - 1]["position"])
    return events, after


def joined_to(events: Sequence[Mapping[str, Any]], asked: Cursor, reached: Cursor) -> list[Any]:
    """The events with a first of each source that follows on the place the reader asked from.

    For answers that were searched for: from `asked` to `reached` there was nothing public, so a
    service that was asked from `reached` names as `previous` what the reader never heard of, and
    whoever watches for gaps would see one.
    """
    return [
        {**event, "previous": str(asked[source])}
        if (source := event["source"]) in asked and event["previous"] == str(reached[source])
        else event
        for event in events
    ]
