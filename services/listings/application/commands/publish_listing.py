"""The reflection moment of a listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.listing.publication import publish
from services.listings.domain.listing.state import Listing


@dataclass(frozen=True)
class PublishListing:
    """Which listing."""

    listing_id: str


def publish_listing(
    command: PublishListing, context: Context, *, listings: Repository[Listing]
) -> dict[str, Any]:
    """Makes the approved listing public (LI-22).

    Nothing happens where it was overtaken by another event. Raises `NotDueYet`.
    """
    done = listings.change(
        command.listing_id, context, lambda listing: publish(listing, context.at)
    )
    return receipt(done, listing_id=command.listing_id)
