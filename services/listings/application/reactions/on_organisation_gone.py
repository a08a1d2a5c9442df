"""An organisation was invalidated or has left: its listings are taken down (ID-77, D-39)."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.log_end import wait_for_log_end
from services.kernel.eventkit.application.ports import EventStore, Views
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.listing.state import Listing
from services.listings.domain.listing.taking_down import take_down

GONE = ("OrganisationInvalidated", "OrganisationWithdrawn")


def on_organisation_gone(
    listings: Repository[Listing], views: Views, store: EventStore
) -> Reaction:
    """Each listing in a commit of its own, after the projections hold all of them."""

    def handle(event: PublicEvent, trigger: Trigger) -> None:
        wait_for_log_end(store, views)
        organisation_id = str(event.data["organisation_id"])
        for document in views.find("listings", {"organisation_id": organisation_id}):
            listing_id = str(document["_id"])
            context = trigger.context("take_down", listing_id)
            listings.change(
                listing_id,
                context,
                lambda listing, at=context.at: take_down(listing, at),  # type: ignore[misc]
            )

    return Reaction("take-down-listings-of-gone-organisation", "identity", GONE, handle)
