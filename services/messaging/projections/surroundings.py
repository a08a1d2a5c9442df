"""What other services told of organisations and listings, as far as mailboxes name them."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection

ORGANISATIONS = "organisations"
LISTINGS = "listings"

organisations = Projection(ORGANISATIONS, version=2)
listings = Projection(LISTINGS, version=1, indexes=(Index((("data_number", 1),)),))


def _of_one(event: PublicEvent) -> str | None:
    """Data that all of JICA shares are no organisation's."""
    common = event.data.get("scope") == "jica-common"
    return None if common else str(event.data["organisation_id"])


@organisations.on_public(
    "identity", "OrganisationRegistered", key=lambda event: str(event.data["organisation_id"])
)
@organisations.on_public("identity", "OrganisationInfoUpdated", key=lambda event: _of_one(event))
def _registered(document: Document | None, event: PublicEvent) -> Document:
    name = event.data["name"]
    return {
        "organisation_id": event.data["organisation_id"],
        "name": name,
        "name_en": event.data.get("name_en") or name,
    }


@listings.on_public(
    "listings",
    "ListingPublished",
    "ListingAmended",
    key=lambda event: str(event.data["listing_id"]),
)
def _published(document: Document | None, event: PublicEvent) -> Document:
    kept = ("listing_id", "data_number", "organisation_id", "organisation_name", "title")
    jocv_only = bool(event.data.get("jocv_only"))
    return {key: event.data.get(key) for key in kept} | {"jocv_only": jocv_only}
