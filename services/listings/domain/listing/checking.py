"""What the secretariat does with a pending request (LI-21, LI-24, LI-31, LI-35)."""

from __future__ import annotations

from datetime import date, datetime

from services.kernel.eventkit.domain import NotFound, Sealed
from services.kernel.eventkit.domain.tokyo import IsBusinessDay, tokyo_date
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.content import ListingContent, require_complete
from services.listings.domain.listing.reflection import (
    reflection_moment,
    shortened_removal_moment,
)
from services.listings.domain.listing.refusals import (
    AwaitsReflection,
    KindCannotChange,
    NoRequestPending,
    ReflectionAfterRecruitment,
)
from services.listings.domain.listing.state import (
    AmendmentRequested,
    AmendmentScheduled,
    Cancelled,
    Discarded,
    Ended,
    Listing,
    NoListing,
    Published,
    RegistrationRequested,
    Scheduled,
)


def approve(
    listing: Listing, reflection_on: date, *, now: datetime, is_business_day: IsBusinessDay
) -> list[object]:
    """Approves the pending registration or amendment request with a reflection date.

    An amendment that shortens a running recruitment to its request day or earlier removes the
    listing at the moment of D-49, whatever date is given (LI-38).
    """
    match listing:
        case RegistrationRequested(head, content):
            reflection_at = reflection_moment(reflection_on, now)
            _require_in_recruitment(content, reflection_at)
            return [happened.ListingApproved(head.about(content), reflection_on, reflection_at)]
        case (Published() | Ended()) as public:
            return _approve_amendment(public, reflection_on, now, is_business_day)
        case _:
            raise _nothing_pending(listing)


def _approve_amendment(
    listing: Published | Ended, reflection_on: date, now: datetime, is_business_day: IsBusinessDay
) -> list[object]:
    if not isinstance(listing.amendment, AmendmentRequested):
        raise _nothing_pending(listing)
    requested = listing.amendment
    withdraws = isinstance(listing, Published) and shortens(
        listing.content, requested.content, requested.requested_at
    )
    reflection_at = reflection_moment(reflection_on, now)
    if withdraws:
        reflection_at = shortened_removal_moment(requested.requested_at, now, is_business_day)
        reflection_on = tokyo_date(reflection_at)
    about = listing.head.about(requested.content)
    return [happened.ListingAmendmentApproved(about, reflection_on, reflection_at, withdraws)]


def shortens(before: ListingContent, after: ListingContent, requested_at: datetime) -> bool:
    """Whether the end of recruitment is moved to the day of the request or earlier (LI-38).

    On its last day a listing can be amended otherwise: its end stays and removes nothing.
    """
    end_on = _end_of(after)
    return end_on is not None and end_on != _end_of(before) and end_on <= tokyo_date(requested_at)


def _end_of(content: ListingContent) -> date | None:
    return content.recruitment.end_on if content.recruitment is not None else None


def _require_in_recruitment(content: ListingContent, reflection_at: datetime) -> None:
    end_on = _end_of(content)
    if end_on is not None and tokyo_date(reflection_at) > end_on:
        raise ReflectionAfterRecruitment(end_on)


def send_back(listing: Listing, reason: Sealed, now: datetime) -> list[object]:
    """Returns the pending request with a reason; it can be edited again (LI-24, LI-31)."""
    match listing:
        case RegistrationRequested(head, content):
            return [happened.ListingReturned(head.about(content), reason, now)]
        case (
            Published(head=head, amendment=AmendmentRequested(content, _))
            | Ended(head=head, amendment=AmendmentRequested(content, _))
        ):
            return [happened.ListingAmendmentReturned(head.about(content), reason, now)]
        case _:
            raise _nothing_pending(listing)


def correct(
    listing: Listing,
    content: ListingContent,
    note: Sealed | None,
    imported: happened.Imported | None = None,
) -> list[object]:
    """Applies a mailed correction to the pending request (LI-35)."""
    require_complete(content)
    match listing:
        case RegistrationRequested(head, before):
            pass
        case (
            Published(head=head, amendment=AmendmentRequested(before, _))
            | Ended(head=head, amendment=AmendmentRequested(before, _))
        ):
            if content.kind is not before.kind:
                raise KindCannotChange
        case _:
            raise _nothing_pending(listing)
    if content == before and imported is None:
        return []
    return [happened.ListingRequestCorrected(head.about(content), content, note, imported)]


def cancel(listing: Listing, note: Sealed | None) -> list[object]:
    """Drops the request on a mailed wish, before its reflection (LI-35, SM-05)."""
    match listing:
        case Cancelled():
            return []
        case RegistrationRequested(head, content) | Scheduled(head, content):
            return [happened.ListingRequestCancelled(head.about(content), note)]
        case (
            Published(head=head, content=content, amendment=AmendmentRequested())
            | Ended(head=head, content=content, amendment=AmendmentRequested())
        ):
            return [happened.ListingAmendmentCancelled(head.about(content), note)]
        case _:
            raise _nothing_pending(listing)


def _nothing_pending(listing: Listing) -> Exception:
    match listing:
        case NoListing() | Discarded():
            return NotFound()
        case (
            Scheduled()
            | Published(amendment=AmendmentScheduled())
            | Ended(amendment=AmendmentScheduled())
        ):
            return AwaitsReflection()
        case _:
            return NoRequestPending()
