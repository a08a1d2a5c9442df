"""Amending a published or ended listing (LI-26 to LI-29, LI-38)."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.kernel.eventkit.domain import NotFound
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.content import ListingContent, require_complete
from services.listings.domain.listing.drafting import Form, require_fresh
from services.listings.domain.listing.refusals import (
    AmendmentTooLate,
    AwaitsReflection,
    KindCannotChange,
    ListingIsClosed,
    NotAmendable,
    NotConfirmed,
    RequestPending,
    WithdrawalPending,
)
from services.listings.domain.listing.state import (
    AmendmentDraft,
    AmendmentRequested,
    AmendmentScheduled,
    Archived,
    Cancelled,
    Discarded,
    Draft,
    Ended,
    Listing,
    NoListing,
    Published,
    RegistrationRequested,
    Scheduled,
    WithdrawalScheduled,
    Withdrawn,
)

AMENDABLE_AFTER_END = timedelta(days=14)
"""Two weeks past the end of recruitment, in whole days (LI-28, D-04)."""


def draft_amendment(
    listing: Listing, content: ListingContent, form: Form, now: datetime
) -> list[object]:
    """Saves an amendment temporarily (LI-26)."""
    public = require_amendable(listing, now)
    saved_at = public.amendment.saved_at if isinstance(public.amendment, AmendmentDraft) else None
    require_fresh(form.opened_at, now, saved_at)
    _require_fitting(public, content)
    return [happened.ListingAmendmentDrafted(public.head.about(content), content, now)]


def request_amendment(
    listing: Listing,
    content: ListingContent | None,
    form: Form,
    *,
    confirmed: bool,
    now: datetime,
    imported: happened.Imported | None = None,
) -> list[object]:
    """Files the amendment (LI-29); `content` None takes the saved draft as it is."""
    if not confirmed:
        raise NotConfirmed
    public = require_amendable(listing, now)
    saved = public.amendment if isinstance(public.amendment, AmendmentDraft) else None
    if content is None:
        if saved is None:
            raise NotFound
        content = saved.content
    elif saved is None or content != saved.content:
        require_fresh(form.opened_at, now, saved.saved_at if saved else None)
    _require_fitting(public, content)
    about = public.head.about(content)
    return [happened.ListingAmendmentRequested(about, content, now, imported)]


def _require_fitting(listing: Published | Ended, content: ListingContent) -> None:
    if content.kind is not listing.content.kind:
        raise KindCannotChange
    require_complete(content)


def require_amendable(listing: Listing, now: datetime) -> Published | Ended:
    """The listing, if it can be amended now; raises the rule that says no."""
    match listing:
        case Published() | Ended():
            pass
        case NoListing() | Discarded():
            raise NotFound
        case RegistrationRequested():
            raise RequestPending
        case Scheduled():
            raise AwaitsReflection
        case WithdrawalScheduled():
            raise WithdrawalPending
        case Withdrawn() | Cancelled() | Archived():
            raise ListingIsClosed
        case Draft():
            raise NotAmendable
    match listing.amendment:
        case AmendmentRequested():
            raise RequestPending
        case AmendmentScheduled():
            raise AwaitsReflection
        case _:
            pass
    end_on = listing.content.recruitment.end_on if listing.content.recruitment else None
    if end_on is not None and tokyo_date(now) > end_on + AMENDABLE_AFTER_END:
        raise AmendmentTooLate
    return listing
