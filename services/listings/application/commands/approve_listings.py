"""Approve many pending requests at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Holidays
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Refusal
from services.listings.application.commands.approve_listing import ApproveListing, approve_listing
from services.listings.domain.listing.state import Listing


@dataclass(frozen=True)
class ApproveListings:
    """Which listings, with one reflection date."""

    listing_ids: Sequence[str]
    reflection_on: date


def approve_listings(
    command: ApproveListings,
    context: Context,
    *,
    listings: Repository[Listing],
    holidays: Holidays,
) -> dict[str, Any]:
    """Approves each of them for itself; a refusal of one is its outcome and stops no other.

    Every listing is a commit of its own under the same command id, so a repeated command
    approves the rest and changes nothing twice.
    """
    position = 0
    items: list[dict[str, Any]] = []
    for listing_id in dict.fromkeys(command.listing_ids):
        one = ApproveListing(listing_id, command.reflection_on, None)
        try:
            done = approve_listing(one, context, listings=listings, holidays=holidays)
        except Refusal as refusal:
            items.append({"listing_id": listing_id, "outcome": "refused", "code": refusal.code})
            continue
        position = max(position, done["position"])
        items.append(
            {
                "listing_id": listing_id,
                "outcome": "approved",
                "reflection_at": done["reflection_at"],
            }
        )
    approved = sum(item["outcome"] == "approved" for item in items)
    return {"position": position, "items": items, "total": len(items), "approved": approved}
