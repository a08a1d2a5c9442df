"""The public feed of a service: its published language, read from its log by position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from services.kernel.contracts.cloudevents import from_json, to_json
from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.decoding import recorded_of
from services.kernel.eventkit.application.ports import EventStore, Neighbours
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.running.own_tail import commit_of, complete

MOST = 1000
END_OF_FEED = 2**62
"""As `after`: no events, only where the feed ends."""


def public_form(service: Service, recorded: Recorded[Any], previous: int) -> PublicEvent | None:
    """The published form of an own event, None for a private one."""
    draft = service.publish(recorded)
    if draft is None:
        return None
    return PublicEvent(
        id=recorded.id,
        source=service.name,
        type=draft.type,
        version=draft.version,
        time=recorded.at,
        subject=draft.subject,
        data=draft.data,
        position=recorded.position,
        previous=previous,
        correlation_id=recorded.correlation_id,
        causation_id=recorded.causation_id,
    )


def read_feed(
    service: Service, store: EventStore, after: int, limit: int, types: Sequence[str] = ()
) -> dict[str, Any]:
    """At most about `limit` public events after a position, as CloudEvents.

    `next` is the position up to which the answer is complete: the `after` of the next call.
    `previous` of the first event is `after`: nothing public lies between.
    """
    if after >= END_OF_FEED:
        end = store.last_position()
        return {"events": [], "next": complete(end) if end else 0}
    commits = store.read_log(commit_of(after), min(limit, MOST))
    events = []
    previous = after
    for commit in commits:
        for recorded in recorded_of(commit, service.codec):
            if recorded.position <= after:
                continue
            event = public_form(service, recorded, previous)
            if event is None:
                continue
            previous = event.position
            if not types or event.type in types:
                events.append(to_json(event))
    return {"events": events, "next": complete(commits[-1].position) if commits else after}


def read_feed_of(
    neighbours: Neighbours, source: str, after: int, limit: int
) -> tuple[list[PublicEvent], int]:
    """One page of another service's feed; raises `NeighbourAway`."""
    answer: Mapping[str, Any] = neighbours.ask(
        source, "read_feed", {"after": after, "limit": limit}
    )
    return [from_json(event) for event in answer["events"]], int(answer["next"])
