"""The listings of an organisation that is invalidated or leaves (D-39)."""

from __future__ import annotations

from datetime import datetime

from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.reflection import removal_moment
from services.listings.domain.listing.state import (
    AmendmentRequested,
    AmendmentScheduled,
    Draft,
    Ended,
    Listing,
    Published,
    RegistrationRequested,
    Scheduled,
)


def take_down(listing: Listing, now: datetime) -> list[object]:
    """What is public goes at 22:00 as if withdrawn, what is pending is cancelled at once.

    Nothing happens to what is over already, or on its way out.
    """
    match listing:
        case Draft(head, content):
            return [happened.ListingDraftDiscarded(head.about(content))]
        case RegistrationRequested(head, content) | Scheduled(head, content):
            return [happened.ListingRequestCancelled(head.about(content), None)]
        case Ended(head, content, amendment=AmendmentRequested() | AmendmentScheduled()):
            return [happened.ListingAmendmentCancelled(head.about(content))]
        case Published(head, content, amendment=amendment):
            about, removal_at = head.about(content), removal_moment(now)
            decided: list[object] = []
            if isinstance(amendment, AmendmentRequested | AmendmentScheduled):
                decided.append(happened.ListingAmendmentCancelled(about))
            decided.append(happened.ListingWithdrawalRequested(about, removal_at))
            if removal_at <= now:
                decided.append(happened.ListingWithdrawn(about, tokyo_date(now)))
            return decided
        case _:
            return []
