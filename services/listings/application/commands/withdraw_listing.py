"""Remove a listing on a mailed wish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.ownership import require_owner
from services.listings.domain.listing.state import Listing
from services.listings.domain.listing.withdrawal import withdraw


@dataclass(frozen=True)
class WithdrawListing:
    """Which listing, and what the mail said."""

    listing_id: str
    reason: str
    expected_version: int | None


def withdraw_listing(
    command: WithdrawListing,
    context: Context,
    *,
    listings: Repository[Listing],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """Removes a public listing at once (SM-07). Raises `NotFound`, `NotPublic`, `ListingIsClosed`."""
    reason = personal_data.seal(command.listing_id, {"text": command.reason})

    def decide(listing: Listing) -> list[object]:
        require_owner(listing, context)
        return withdraw(listing, reason, context.at)

    done = listings.change(
        command.listing_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, listing_id=command.listing_id)
