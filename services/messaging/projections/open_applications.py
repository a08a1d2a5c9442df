"""Applications whose selection goes on: whom to tell when an organisation is gone (D-39)."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection

OPEN_APPLICATIONS = "open_applications"

open_applications = Projection(
    OPEN_APPLICATIONS, version=1, indexes=(Index((("organisation_id", 1), ("person_id", 1))),)
)


def _application(event: PublicEvent) -> str:
    return str(event.data["application_id"])


@open_applications.on_public("applications", "ApplicationSubmitted", key=_application)
def _submitted(document: Document | None, event: PublicEvent) -> Document | None:
    if event.data.get("route") == "jpo":  # those go to the MOFA centre, which no organisation is
        return None
    kept = ("application_id", "listing_id", "organisation_id", "person_id", "reception_id")
    return {name: event.data[name] for name in kept}


@open_applications.on_public(
    "applications",
    "ApplicationCancelled",
    "ApplicationDeclined",
    "ApplicationFinished",
    "SelectionResultRegistered",
    key=_application,
)
def _over(document: Document | None, event: PublicEvent) -> None:
    return None
