"""Return a pending request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.ownership import require_owner
from services.listings.domain.listing.checking import send_back
from services.listings.domain.listing.state import Listing


@dataclass(frozen=True)
class ReturnListing:
    """Which listing, and why."""

    listing_id: str
    reason: str
    expected_version: int | None


def return_listing(
    command: ReturnListing,
    context: Context,
    *,
    listings: Repository[Listing],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """Makes the request a draft again (LI-24, LI-31, D-50).

    Raises `NotFound`, `NoRequestPending`, `AwaitsReflection`.
    """
    reason = personal_data.seal(command.listing_id, {"text": command.reason})

    def decide(listing: Listing) -> list[object]:
        require_owner(listing, context)
        return send_back(listing, reason, context.at)

    done = listings.change(
        command.listing_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, listing_id=command.listing_id)
