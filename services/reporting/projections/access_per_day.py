"""Views of listings per day (LI-64, RE-19). Key: listing's id, slash, day."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection

access_per_day = Projection(
    "access_per_day",
    version=1,
    indexes=(Index((("on", 1),)), Index((("listing_id", 1), ("on", 1)))),
)


@access_per_day.on_public(
    "listings", "ListingViewed", key=lambda event: f"{event.data['listing_id']}/{event.data['on']}"
)
def add(document: Document | None, event: PublicEvent) -> Document:
    data = event.data
    seen = document["views"] if document else 0
    return {
        "listing_id": data["listing_id"],
        "organisation_id": data["organisation_id"],
        "on": data["on"],
        "views": seen + data["count"],
    }
