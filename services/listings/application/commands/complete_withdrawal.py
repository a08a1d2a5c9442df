"""The removal moment of a withdrawn listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.listing.state import Listing
from services.listings.domain.listing.withdrawal import complete_withdrawal as complete


@dataclass(frozen=True)
class CompleteWithdrawal:
    """Which listing."""

    listing_id: str


def complete_withdrawal(
    command: CompleteWithdrawal, context: Context, *, listings: Repository[Listing]
) -> dict[str, Any]:
    """Takes the listing from the public pages (LI-37).

    Nothing happens where it was overtaken by another event. Raises `NotDueYet`.
    """
    done = listings.change(
        command.listing_id, context, lambda listing: complete(listing, context.at)
    )
    return receipt(done, listing_id=command.listing_id)
