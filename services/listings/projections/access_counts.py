"""How often each listing was opened, in all and by day (LI-64, LI-65)."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.listings.domain.access.views import ListingViewed
from services.listings.domain.listing import events as happened

access_counts = Projection(
    "access_counts",
    version=1,
    indexes=(
        Index((("organisation_id", 1), ("data_number", 1))),
        Index((("organisation_id", 1), ("total", -1))),
    ),
)


@access_counts.on(
    happened.ListingPublished,
    happened.ListingAmended,
    key=lambda recorded: recorded.event.about.listing_id,
)
def named(document: Document | None, recorded: Recorded[Any]) -> Document:
    about: happened.About = recorded.event.about
    return {
        "days": {},
        "total": 0,
        **(document or {}),
        "organisation_id": about.organisation_id,
        "data_number": about.data_number,
        "title": about.title,
        "kind": about.kind.value,
    }


@access_counts.on(ListingViewed, key=lambda recorded: recorded.event.listing_id)
def viewed(document: Document | None, recorded: Recorded[ListingViewed]) -> Document | None:
    if document is None:
        return None
    event = recorded.event
    day = event.on.isoformat()
    days = {**document["days"], day: document["days"].get(day, 0) + event.count}
    return {**document, "days": days, "total": document["total"] + event.count}
