"""What time does to a listing: reflection, end of recruitment, amended contents (LI-22, LI-30, LI-41)."""

from __future__ import annotations

from datetime import datetime

from services.kernel.eventkit.domain.tokyo import moment, tokyo_date
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.periods import RecruitmentState
from services.listings.domain.listing.refusals import NotDueYet
from services.listings.domain.listing.state import (
    AmendmentScheduled,
    Ended,
    Listing,
    Published,
    Scheduled,
)


def publish(listing: Listing, now: datetime) -> list[object]:
    """The reflection moment has come (LI-22); nothing where the approval was dropped meanwhile."""
    if not isinstance(listing, Scheduled):
        return []
    if now < listing.reflection_at:
        raise NotDueYet
    head, content = listing.head, listing.content
    return [happened.ListingPublished(head.about(content), head.organisation_type, content, now)]


def end_recruitment(listing: Listing, now: datetime) -> list[object]:
    """The last day of recruitment has passed (LI-41)."""
    if not isinstance(listing, Published):
        return []
    recruitment = listing.content.recruitment
    invalid_on = recruitment.invalid_on if recruitment is not None else None
    if invalid_on is None:
        return []
    if now < moment(invalid_on):
        raise NotDueYet
    return [happened.ListingRecruitmentEnded(listing.head.about(listing.content), invalid_on)]


def reflect_amendment(listing: Listing, now: datetime) -> list[object]:
    """The amended contents replace the public ones (LI-30), and may end or reopen the listing."""
    if not isinstance(listing, Published | Ended):
        return []
    scheduled = listing.amendment
    if not isinstance(scheduled, AmendmentScheduled):
        return []
    if now < scheduled.reflection_at:
        raise NotDueYet
    content = scheduled.content
    about = listing.head.about(content)
    decided: list[object] = [
        happened.ListingAmended(
            about, listing.head.organisation_type, content, listing.published_at, now
        )
    ]
    if isinstance(listing, Published):
        if scheduled.withdraws:
            invalid_on = tokyo_date(scheduled.reflection_at)
            decided.append(happened.ListingWithdrawn(about, invalid_on))
    elif (
        content.recruitment is not None
        and content.recruitment.state_on(tokyo_date(now)) is not RecruitmentState.ENDED
    ):
        decided.append(happened.ListingReopened(about))
    return decided
