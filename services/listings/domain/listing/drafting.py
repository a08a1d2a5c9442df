"""Beginning, saving, discarding and requesting a listing (LI-11 to LI-18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from services.kernel.eventkit.domain import FieldProblem, InvalidInput, NotFound, Role
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.content import ListingContent, require_complete
from services.listings.domain.listing.kinds import kinds_posted_by
from services.listings.domain.listing.refusals import (
    InputExpired,
    KindNotPostable,
    ListingIsClosed,
    NotADraft,
    NotConfirmed,
    RecruitmentAlreadyOver,
    RequestPending,
    TermsNotAgreed,
)
from services.listings.domain.listing.state import (
    Cancelled,
    Discarded,
    Draft,
    Head,
    Listing,
    NoListing,
    RegistrationRequested,
    Withdrawn,
)

INPUT_LASTS = timedelta(minutes=60)
"""Input is accepted to 60:00 after opening or saving, void from 60:01 (D-10)."""

CLOCKS_DIFFER = timedelta(minutes=1)
"""A form may have been opened so far ahead of this service's clock by a machine beside it."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a form states besides the contents.

    `opened_at` is None where no form was open (a call of the API): then only saving counts.
    """

    role: Role
    terms_agreed: bool
    opened_at: datetime | None


def require_fresh(
    opened_at: datetime | None, now: datetime, saved_at: datetime | None = None
) -> None:
    """Refuses input given more than 60 minutes after opening or saving. Raises `InputExpired`."""
    if opened_at is not None and opened_at > now + CLOCKS_DIFFER:
        raise InvalidInput(fields={"opened_at": (FieldProblem("in-future"),)})
    known = [at for at in (opened_at, saved_at) if at is not None]
    if known and (now - max(known)).total_seconds() // 1 > INPUT_LASTS.total_seconds():
        raise InputExpired


def require_postable(content: ListingContent, role: Role) -> None:
    """Refuses kinds this role does not post. Raises `KindNotPostable`."""
    if content.kind not in kinds_posted_by(role):
        raise KindNotPostable(kind=content.kind.value)


def require_running(content: ListingContent, now: datetime) -> None:
    """Refuses a recruitment period that has passed. Raises `RecruitmentAlreadyOver`."""
    end_on = content.recruitment.end_on if content.recruitment is not None else None
    if end_on is not None and end_on < tokyo_date(now):
        raise RecruitmentAlreadyOver


def draft(
    listing: Listing, head: Head, content: ListingContent, form: Form, now: datetime
) -> list[object]:
    """Begins a listing as a draft (LI-11, LI-13)."""
    if not isinstance(listing, NoListing):
        raise NotADraft
    _require_beginning(content, form, now)
    return [happened.ListingDrafted(head.about(content), head.organisation_type, content, now)]


def update_draft(
    listing: Listing, content: ListingContent, form: Form, now: datetime
) -> list[object]:
    """Saves a draft again (LI-13, LI-14)."""
    saved = require_draft(listing)
    require_fresh(form.opened_at, now, saved.saved_at)
    require_postable(content, form.role)
    require_complete(content)
    return [happened.ListingDraftUpdated(saved.head.about(content), content, now)]


def discard_draft(listing: Listing) -> list[object]:
    """Deletes a draft."""
    if isinstance(listing, Discarded):
        return []
    saved = require_draft(listing)
    return [happened.ListingDraftDiscarded(saved.head.about(saved.content))]


def request_registration(
    listing: Listing,
    head: Head,
    content: ListingContent | None,
    form: Form,
    *,
    confirmed: bool,
    now: datetime,
) -> list[object]:
    """Files the registration request, of a draft or of a form that was never saved (LI-17).

    `content` None takes the draft as it is; `head` is used for a listing that does not exist yet.
    """
    if not confirmed:
        raise NotConfirmed
    if isinstance(listing, NoListing):
        if content is None:
            raise NotFound
        _require_beginning(content, form, now)
    else:
        saved = require_draft(listing)
        head = saved.head
        if content is None:
            content = saved.content
        elif content != saved.content:
            require_fresh(form.opened_at, now, saved.saved_at)
        require_postable(content, form.role)
        require_complete(content)
    require_running(content, now)
    return [
        happened.ListingRegistrationRequested(
            head.about(content), head.organisation_type, content, now
        )
    ]


def _require_beginning(content: ListingContent, form: Form, now: datetime) -> None:
    if not form.terms_agreed:
        raise TermsNotAgreed
    require_fresh(form.opened_at, now)
    require_postable(content, form.role)
    require_complete(content)


def require_draft(listing: Listing) -> Draft:
    """The draft; raises `NotFound`, `RequestPending`, `ListingIsClosed` or `NotADraft`."""
    match listing:
        case Draft():
            return listing
        case NoListing() | Discarded():
            raise NotFound
        case RegistrationRequested():
            raise RequestPending
        case Withdrawn() | Cancelled():
            raise ListingIsClosed
        case _:
            raise NotADraft
