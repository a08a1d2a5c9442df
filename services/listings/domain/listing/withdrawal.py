"""Taking a listing from the public pages (LI-34, LI-36, LI-37, D-48)."""

from __future__ import annotations

from datetime import datetime

from services.kernel.eventkit.domain import NotFound, Sealed
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.reflection import removal_moment
from services.listings.domain.listing.refusals import (
    AwaitsReflection,
    ListingIsClosed,
    NotConfirmed,
    NotDueYet,
    NotPublic,
    RequestPending,
)
from services.listings.domain.listing.state import (
    AmendmentRequested,
    AmendmentScheduled,
    Cancelled,
    Discarded,
    Listing,
    NoListing,
    Published,
    RegistrationRequested,
    Scheduled,
    WithdrawalScheduled,
    Withdrawn,
)


def request_withdrawal(listing: Listing, *, confirmed: bool, now: datetime) -> list[object]:
    """The organisation withdraws: public until 22:00, at or after it removed at once (D-48)."""
    if not confirmed:
        raise NotConfirmed
    match listing:
        case WithdrawalScheduled():
            return []
        case (
            Published(amendment=AmendmentRequested() | AmendmentScheduled())
            | RegistrationRequested()
        ):
            raise RequestPending
        case Published(head, content):
            removal_at = removal_moment(now)
            about = head.about(content)
            asked = happened.ListingWithdrawalRequested(about, removal_at)
            if removal_at > now:
                return [asked]
            return [asked, happened.ListingWithdrawn(about, tokyo_date(now))]
        case _:
            raise _not_withdrawable(listing)


def complete_withdrawal(listing: Listing, now: datetime) -> list[object]:
    """22:00 of the day of the operation has come (LI-37); invalid from the day it was due (D-06)."""
    if not isinstance(listing, WithdrawalScheduled):
        return []
    if now < listing.removal_at:
        raise NotDueYet
    about = listing.head.about(listing.content)
    return [happened.ListingWithdrawn(about, tokyo_date(listing.removal_at))]


def withdraw(listing: Listing, reason: Sealed, now: datetime) -> list[object]:
    """The secretariat removes a public listing at once, on a mailed wish (SM-07)."""
    match listing:
        case Withdrawn():
            return []
        case Published(head, content, amendment=amendment):
            about = head.about(content)
            withdrawn = happened.ListingWithdrawn(about, tokyo_date(now), reason)
            if isinstance(amendment, AmendmentRequested | AmendmentScheduled):
                return [happened.ListingAmendmentCancelled(about), withdrawn]
            return [withdrawn]
        case WithdrawalScheduled(head, content):
            return [happened.ListingWithdrawn(head.about(content), tokyo_date(now), reason)]
        case _:
            raise _not_withdrawable(listing)


def _not_withdrawable(listing: Listing) -> Exception:
    match listing:
        case NoListing() | Discarded():
            return NotFound()
        case Scheduled():
            return AwaitsReflection()
        case Withdrawn() | Cancelled():
            return ListingIsClosed()
        case _:
            return NotPublic()
