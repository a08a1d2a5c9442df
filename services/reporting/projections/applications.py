"""Applications without their persons, for counts by attribute. Key: the application's id."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.reporting.projections.about import about
from services.reporting.projections.days import day_of

applications = Projection(
    "applications",
    version=2,
    indexes=(Index((("on", 1),)), Index((("listing_id", 1), ("on", 1)))),
)


@applications.on_public("applications", "ApplicationSubmitted", key=about("application_id"))
def receive(document: Document | None, event: PublicEvent) -> Document:
    data = event.data
    return {
        "listing_id": data["listing_id"],
        "organisation_id": data["organisation_id"],
        "route": data["route"],
        "on": day_of(data.get("submitted_at"), event.time),
        "status": "received",
        "result": None,
    }


@applications.on_public("applications", "ApplicationStatusChanged", key=about("application_id"))
def change(document: Document | None, event: PublicEvent) -> Document | None:
    return {**document, "status": event.data["status"]} if document else None


@applications.on_public("applications", "SelectionResultRegistered", key=about("application_id"))
def decide(document: Document | None, event: PublicEvent) -> Document | None:
    return {**document, "result": event.data["result"]} if document else None


@applications.on_public("applications", "ApplicationCancelled", key=about("application_id"))
def cancel(document: Document | None, event: PublicEvent) -> Document | None:
    return {**document, "status": "cancelled"} if document else None


@applications.on_public("applications", "ApplicationDeclined", key=about("application_id"))
def decline(document: Document | None, event: PublicEvent) -> Document | None:
    return {**document, "status": "declined"} if document else None


@applications.on_public("applications", "ApplicationFinished", key=about("application_id"))
def finish(document: Document | None, event: PublicEvent) -> Document | None:
    return {**document, "status": "finished"} if document else None
