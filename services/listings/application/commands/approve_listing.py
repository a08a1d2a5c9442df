"""Approve the pending request of a listing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Holidays
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.ownership import require_approvable, require_owner
from services.listings.domain.listing.checking import approve
from services.listings.domain.listing.state import (
    AmendmentScheduled,
    Ended,
    Listing,
    Published,
    Scheduled,
)


@dataclass(frozen=True)
class ApproveListing:
    """Which listing, and when it is to be reflected."""

    listing_id: str
    reflection_on: date
    expected_version: int | None


def approve_listing(
    command: ApproveListing,
    context: Context,
    *,
    listings: Repository[Listing],
    holidays: Holidays,
) -> dict[str, Any]:
    """Approves a registration or amendment request (LI-21, LI-31, D-47).

    A JICA department approves its own public recruitments, notices and pre-announcements (D-52).
    Raises `NotFound`, `KindNotApprovable`, `NoRequestPending`, `AwaitsReflection`,
    `ReflectionInPast`, `ReflectionTooLateToday`, `ReflectionAfterRecruitment`.
    """

    def decide(listing: Listing) -> list[object]:
        require_owner(listing, context)
        require_approvable(listing, context)
        return approve(
            listing,
            command.reflection_on,
            now=context.at,
            is_business_day=holidays.is_business_day,
        )

    done = listings.change(
        command.listing_id, context, decide, expected_version=command.expected_version
    )
    reflection_at = _reflection_at(done.state)
    return receipt(
        done,
        listing_id=command.listing_id,
        reflection_at=reflection_at.isoformat() if reflection_at else None,
    )


def _reflection_at(listing: Listing) -> datetime | None:
    match listing:
        case Scheduled(reflection_at=at):
            return at
        case (
            Published(amendment=AmendmentScheduled(reflection_at=at))
            | Ended(amendment=AmendmentScheduled(reflection_at=at))
        ):
            return at
        case _:
            return None
