"""Withdraw a public listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.ownership import require_owner
from services.listings.domain.listing.state import Listing, WithdrawalScheduled
from services.listings.domain.listing.withdrawal import request_withdrawal


@dataclass(frozen=True)
class RequestListingWithdrawal:
    """Which listing, and that 「OK」 was pressed."""

    listing_id: str
    confirmed: bool
    expected_version: int | None


def request_listing_withdrawal(
    command: RequestListingWithdrawal, context: Context, *, listings: Repository[Listing]
) -> dict[str, Any]:
    """Schedules the removal for 22:00, or removes at once after it (LI-36, LI-37, D-48).

    Raises `NotFound`, `NotConfirmed`, `RequestPending`, `NotPublic`, `AwaitsReflection`,
    `ListingIsClosed`.
    """

    def decide(listing: Listing) -> list[object]:
        require_owner(listing, context)
        return request_withdrawal(listing, confirmed=command.confirmed, now=context.at)

    done = listings.change(
        command.listing_id, context, decide, expected_version=command.expected_version
    )
    removal_at = context.at
    if isinstance(done.state, WithdrawalScheduled):
        removal_at = done.state.removal_at
    return receipt(done, listing_id=command.listing_id, removal_at=removal_at.isoformat())
