"""What the applications service tells the other services and internal systems."""

from __future__ import annotations

from typing import Any

from services.applications.application.published_jpo import JPO, publish_jpo
from services.applications.domain.application.events import (
    ApplicationCancelled,
    ApplicationDeclined,
    ApplicationDrafted,
    ApplicationFinished,
    ApplicationStatusChanged,
    ApplicationSubmitted,
    SelectionResultRegistered,
)
from services.kernel.contracts.public_event import PublicDraft
from services.kernel.eventkit.application.commit import Recorded


def publish(recorded: Recorded[Any]) -> PublicDraft | None:
    """The public form of an own event; the institution's remarks are never in it (AP-41)."""
    event = recorded.event
    if isinstance(event, JPO):
        return publish_jpo(event)
    match event:
        case ApplicationDrafted():
            more: dict[str, Any] = {}
        case ApplicationSubmitted():
            more = {"route": event.route.value, "submitted_at": event.submitted_at.isoformat()}
        case ApplicationStatusChanged():
            more = {"status": event.status.value, "notify": event.notify}
        case SelectionResultRegistered():
            at = event.registered_at.isoformat()
            more = {"result": event.result.value, "registered_at": at}
        case ApplicationDeclined():
            more = {"reason": event.reason.value}
        case ApplicationCancelled() | ApplicationFinished():
            more = {}
        case _:
            return None
    ids = ("application_id", "reception_id", "listing_id", "organisation_id", "person_id")
    data = {name: getattr(event, name) for name in ids if hasattr(event, name)}
    return PublicDraft(type(event).__name__, event.application_id, {**data, **more})
