"""Delete a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.ownership import require_owner
from services.listings.domain.listing.drafting import discard_draft
from services.listings.domain.listing.state import Listing


@dataclass(frozen=True)
class DiscardListingDraft:
    """Which draft."""

    listing_id: str
    expected_version: int | None


def discard_listing_draft(
    command: DiscardListingDraft, context: Context, *, listings: Repository[Listing]
) -> dict[str, Any]:
    """Deletes the draft (SM-05). Raises `NotFound`, `RequestPending`, `NotADraft`."""

    def decide(listing: Listing) -> list[object]:
        require_owner(listing, context)
        return discard_draft(listing)

    done = listings.change(
        command.listing_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, listing_id=command.listing_id)
