"""Listings that are or were public, to give figures their titles. Key: the listing's id."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.reporting.projections.about import about

listings = Projection(
    "listings",
    version=1,
    indexes=(Index((("organisation_id", 1),)), Index((("public", 1),))),
)


@listings.on_public("listings", "ListingPublished", "ListingAmended", key=about("listing_id"))
def know(document: Document | None, event: PublicEvent) -> Document:
    data = event.data
    published_on = (document or {}).get("published_on") or tokyo_date(event.time).isoformat()
    return {
        "data_number": data.get("data_number"),
        "title": data.get("title", ""),
        "kind": data.get("kind"),
        "organisation_id": data.get("organisation_id"),
        "organisation_name": data.get("organisation_name", ""),
        "published_on": published_on,
        "public": True,
    }


@listings.on_public(
    "listings", "ListingRecruitmentEnded", "ListingWithdrawn", key=about("listing_id")
)
def end(document: Document | None, event: PublicEvent) -> Document | None:
    return {**document, "public": False} if document else None


@listings.on_public("listings", "ListingReopened", key=about("listing_id"))
def reopen(document: Document | None, event: PublicEvent) -> Document | None:
    return {**document, "public": True} if document else None
