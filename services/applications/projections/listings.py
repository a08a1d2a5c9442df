"""The listings one could apply to, followed from the listings service."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection

LISTINGS = "listings"

listings = Projection(
    LISTINGS,
    version=3,
    indexes=(
        Index((("organisation_id", 1), ("published_at", -1))),
        Index((("data_number", 1),)),
    ),
)

_KEPT = (
    "listing_id",
    "data_number",
    "organisation_id",
    "organisation_name",
    "kind",
    "title",
    "language",
    "recruitment_start_on",
    "recruitment_end_on",
    "web_application",
    "direct_application",
    "required_documents",
    "full_registrants_only",
    "jocv_only",
    "application_method",
    "published_at",
)


def _listing_id(event: PublicEvent) -> str:
    return str(event.data["listing_id"])


@listings.on_public("listings", "ListingPublished", key=_listing_id)
def _published(document: Document | None, event: PublicEvent) -> Document:
    return {**{key: event.data.get(key) for key in _KEPT}, "state": "published", "stopped": False}


@listings.on_public("listings", "ListingAmended", key=_listing_id)
def _amended(document: Document | None, event: PublicEvent) -> Document:
    state = document["state"] if document else "published"
    first = document["published_at"] if document else event.data.get("published_at")
    kept = {key: event.data.get(key) for key in _KEPT}
    return {**kept, "published_at": first, "state": state, "stopped": False}


@listings.on_public("listings", "ListingAmendmentApproved", key=_listing_id)
def _amendment_approved(document: Document | None, event: PublicEvent) -> Document | None:
    # an amendment that withdraws the listing stops applications from its approval on
    return document and {**document, "stopped": bool(event.data.get("withdraws"))}


@listings.on_public("listings", "ListingWithdrawalRequested", key=_listing_id)
def _withdrawal_requested(document: Document | None, event: PublicEvent) -> Document | None:
    return document and {**document, "leaves_at": event.data["removal_at"]}


@listings.on_public("listings", "ListingReopened", key=_listing_id)
def _reopened(document: Document | None, event: PublicEvent) -> Document | None:
    return document and {**document, "state": "published", "stopped": False}


@listings.on_public("listings", "ListingRecruitmentEnded", key=_listing_id)
def _ended(document: Document | None, event: PublicEvent) -> Document | None:
    return document and {**document, "state": "ended"}


@listings.on_public("listings", "ListingWithdrawn", key=_listing_id)
def _withdrawn(document: Document | None, event: PublicEvent) -> Document | None:
    return document and {**document, "state": "withdrawn"}
