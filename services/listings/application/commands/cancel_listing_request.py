"""Drop a pending request on a mailed wish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.ownership import require_owner
from services.listings.domain.listing.checking import cancel
from services.listings.domain.listing.state import Listing


@dataclass(frozen=True)
class CancelListingRequest:
    """Which listing, and what the mail said."""

    listing_id: str
    note: str
    expected_version: int | None


def cancel_listing_request(
    command: CancelListingRequest,
    context: Context,
    *,
    listings: Repository[Listing],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """Ends a registration request for good, an amendment request without effect (LI-35).

    Raises `NotFound`, `NoRequestPending`, `AwaitsReflection`.
    """
    note = personal_data.seal(command.listing_id, {"text": command.note})

    def decide(listing: Listing) -> list[object]:
        require_owner(listing, context)
        return cancel(listing, note)

    done = listings.change(
        command.listing_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, listing_id=command.listing_id)
