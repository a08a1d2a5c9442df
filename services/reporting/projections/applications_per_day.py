"""Applications of listings per day. Key: listing's id, slash, day."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.reporting.projections.days import day_of

applications_per_day = Projection(
    "applications_per_day",
    version=1,
    indexes=(Index((("on", 1),)), Index((("listing_id", 1), ("on", 1)))),
)


def _submitted_on(event: PublicEvent) -> str:
    return day_of(event.data.get("submitted_at"), event.time)


def _cancelled_on(event: PublicEvent) -> str:
    return day_of(None, event.time)


def _counted(document: Document | None, event: PublicEvent, on: str, what: str) -> Document:
    known = document or {
        "listing_id": event.data["listing_id"],
        "organisation_id": event.data["organisation_id"],
        "on": on,
        "submitted": 0,
        "cancelled": 0,
    }
    return {**known, what: known[what] + 1}


@applications_per_day.on_public(
    "applications",
    "ApplicationSubmitted",
    key=lambda event: f"{event.data['listing_id']}/{_submitted_on(event)}",
)
def submitted(document: Document | None, event: PublicEvent) -> Document | None:
    # A JPO campaign is none of the listings that are counted here; its figures are its own (RE-60).
    if event.data.get("route") == "jpo":
        return document
    return _counted(document, event, _submitted_on(event), "submitted")


@applications_per_day.on_public(
    "applications",
    "ApplicationCancelled",
    key=lambda event: f"{event.data['listing_id']}/{_cancelled_on(event)}",
)
def cancelled(document: Document | None, event: PublicEvent) -> Document:
    return _counted(document, event, _cancelled_on(event), "cancelled")
