"""A public recruitment is published: the pre-announcement it follows gives way (LI-45, D-54)."""

from __future__ import annotations

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import NeighbourAway, Views
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.following import pre_announcement
from services.listings.domain.listing.archiving import give_way
from services.listings.domain.listing.events import ListingAmended, ListingPublished
from services.listings.domain.listing.state import Listing


def on_listing_published(listings: Repository[Listing], views: Views) -> Reaction:
    """Ends the pre-announcement named in the contents, and says what has followed it."""

    def handle(occurrence: Recorded[ListingPublished | ListingAmended], trigger: Trigger) -> None:
        about, follows = occurrence.event.about, occurrence.event.content.follows
        if follows is None:
            return
        if not views.wait_for(occurrence.position, seconds=5.0):
            raise NeighbourAway("the projections are behind the log")
        found = pre_announcement(follows, views)
        if found is None or found["organisation_id"] != about.organisation_id:
            return
        context = trigger.context("give_way", str(found["_id"]))
        listings.change(
            str(found["_id"]),
            context,
            lambda listing: give_way(listing, about.data_number, context.at),
        )

    return Reaction(
        "end-pre-announcement-that-is-followed",
        "listings",
        (ListingPublished, ListingAmended),
        handle,
    )
