"""Past public recruitments (LI-44), and pre-announcements that give way (LI-45)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from services.kernel.eventkit.domain import NotFound
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.kinds import ListingKind
from services.listings.domain.listing.periods import RecruitmentState
from services.listings.domain.listing.publication import end_recruitment
from services.listings.domain.listing.refusals import (
    AwaitsReflection,
    ListingIsClosed,
    NotPublic,
    OnlyPublicRecruitmentIsArchived,
    RecruitmentStillRunning,
    RequestPending,
    WithdrawalPending,
)
from services.listings.domain.listing.state import (
    AmendmentRequested,
    AmendmentScheduled,
    Archived,
    Cancelled,
    Discarded,
    Ended,
    Listing,
    NoListing,
    Published,
    RegistrationRequested,
    Scheduled,
    WithdrawalScheduled,
    Withdrawn,
)


def archive(listing: Listing, now: datetime) -> list[object]:
    """A public recruitment whose recruitment is over becomes a past one (LI-44, D-53).

    It keeps its data number and stays readable; it takes no applications any more.
    """
    match listing:
        case Archived():
            return []
        case Published() | Ended():
            return _archive(listing, now)
        case _:
            raise _not_archivable(listing)


def _archive(listing: Published | Ended, now: datetime) -> list[object]:
    if listing.content.kind is not ListingKind.PUBLIC_RECRUITMENT:
        raise OnlyPublicRecruitmentIsArchived
    match listing.amendment:
        case AmendmentRequested():
            raise RequestPending
        case AmendmentScheduled():
            raise AwaitsReflection
        case _:
            pass
    recruitment = listing.content.recruitment
    decided: list[object] = []
    if isinstance(listing, Published):
        if recruitment is None or recruitment.state_on(tokyo_date(now)) is not (
            RecruitmentState.ENDED
        ):
            raise RecruitmentStillRunning
        decided = end_recruitment(listing, now)
    content = replace(
        listing.content,
        kind=ListingKind.PAST_PUBLIC_RECRUITMENT,
        web_application=False,
        direct_application=False,
        follows=None,
    )
    head = listing.head
    archived = happened.ListingArchived(
        head.about(content), head.organisation_type, content, listing.published_at, now
    )
    return [*decided, archived]


def _not_archivable(listing: Listing) -> Exception:
    match listing:
        case NoListing() | Discarded():
            return NotFound()
        case RegistrationRequested():
            return RequestPending()
        case Scheduled():
            return AwaitsReflection()
        case WithdrawalScheduled():
            return WithdrawalPending()
        case Withdrawn() | Cancelled():
            return ListingIsClosed()
        case _:
            return NotPublic()


def give_way(listing: Listing, followed_by: str, now: datetime) -> list[object]:
    """The public recruitment that follows is published: the pre-announcement ends (SM-05, D-54).

    What is already over, or is no pre-announcement, stays as it is.
    """
    match listing:
        case Published(head, content, amendment=amendment) if (
            content.kind is ListingKind.PRE_ANNOUNCEMENT
        ):
            about = head.about(content)
            ended = happened.ListingRecruitmentEnded(about, tokyo_date(now), followed_by)
            if isinstance(amendment, AmendmentRequested | AmendmentScheduled):
                return [happened.ListingAmendmentCancelled(about), ended]
            return [ended]
        case _:
            return []
