"""From documents of the projection of listings to what the rules speak of."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from services.applications.domain.listing import KnownListing, ListingState
from services.applications.projections.listings import LISTINGS
from services.kernel.eventkit.application.ports import Document, Views
from services.kernel.eventkit.domain import NotFound


def known_listing(views: Views, listing_id: str) -> KnownListing:
    """The listing as last heard of; raises NotFound."""
    document = views.get(LISTINGS, listing_id)
    if document is None:
        raise NotFound
    return listing_of(document)


def listing_of_number(views: Views, data_number: str) -> KnownListing:
    """The listing with this data number as last heard of; raises NotFound."""
    found = views.find(LISTINGS, {"data_number": data_number}, limit=1)
    if not found:
        raise NotFound
    return listing_of(found[0])


def listing_of(document: Document) -> KnownListing:
    """The value of a document."""
    leaves_at = document.get("leaves_at")
    return KnownListing(
        listing_id=document["listing_id"],
        data_number=document["data_number"],
        organisation_id=document["organisation_id"],
        organisation_name=document["organisation_name"] or "",
        kind=document["kind"],
        title=document["title"],
        state=ListingState(document["state"]),
        stopped=document["stopped"],
        recruitment_start_on=_day(document["recruitment_start_on"]),
        recruitment_end_on=_day(document["recruitment_end_on"]),
        web_application=bool(document["web_application"]),
        direct_application=bool(document["direct_application"]),
        full_registrants_only=bool(document["full_registrants_only"]),
        jocv_only=bool(document["jocv_only"]),
        required_documents=tuple(document["required_documents"] or ()),
        application_method=document["application_method"] or "",
        language=document["language"] or "ja",
        leaves_at=datetime.fromisoformat(leaves_at) if leaves_at else None,
    )


def shown_listing(listing: KnownListing | None) -> dict[str, Any] | None:
    """What lists and details of applications show of a listing."""
    if listing is None:
        return None
    ends = listing.recruitment_end_on
    return {
        "listing_id": listing.listing_id,
        "data_number": listing.data_number,
        "title": listing.title,
        "language": listing.language,
        "kind": listing.kind,
        "organisation_id": listing.organisation_id,
        "organisation_name": listing.organisation_name,
        "state": listing.state.value,
        "recruitment_end_on": ends.isoformat() if ends else None,
        "required_documents": list(listing.required_documents),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
