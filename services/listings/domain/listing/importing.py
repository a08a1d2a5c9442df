"""Rows from elsewhere that become, or change, listings (the source's own id decides)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.kernel.eventkit.domain import Role
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.amendment import request_amendment
from services.listings.domain.listing.checking import correct
from services.listings.domain.listing.content import ListingContent, require_complete
from services.listings.domain.listing.drafting import Form, require_draft, require_postable
from services.listings.domain.listing.periods import RecruitmentPeriod
from services.listings.domain.listing.refusals import AwaitsReflection, WithdrawalPending
from services.listings.domain.listing.state import (
    AmendmentRequested,
    Ended,
    Head,
    Listing,
    NoListing,
    Published,
    RegistrationRequested,
    Scheduled,
    WithdrawalScheduled,
)


class ImportOutcome(StrEnum):
    """What became of a row that was not refused."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row: where it comes from, its hash, and its contents as stated by the source."""

    imported: happened.Imported
    content: ListingContent


def recruitment_of_import(
    listing: Listing, start_on: date | None, end_on: date | None, now: datetime
) -> RecruitmentPeriod:
    """The recruitment period of a row imported now, from what its source states.

    Without a start it is open from the day of the import. A deadline that has passed does not
    count, or past rows could never be published and found: such rows stay open until they are
    withdrawn. What is public already has begun before, and where it ends it does not open again.
    """
    today = tokyo_date(now)
    known = listing.content.recruitment if isinstance(listing, Published | Ended) else None
    ends = known is not None and known.end_on is not None
    over = end_on is not None and end_on < today and (start_on is None or start_on <= end_on)
    if over and not ends:
        end_on = None
    if start_on is None:
        start_on = today if known is None else known.start_on
        start_on = start_on if end_on is None else min(start_on, end_on)
    return RecruitmentPeriod(start_on, end_on)


def import_row(
    listing: Listing, head: Head, row: ImportRow, role: Role, now: datetime
) -> tuple[ImportOutcome, list[object]]:
    """What a row does to the listing it stands for; raises the refusal of the row.

    New rows and changed drafts become registration requests, changes of a pending request its
    correction, changes of a published listing an amendment request. The same hash as last time
    changes nothing.
    """
    if not isinstance(listing, NoListing):
        known = listing.head.imported
        if known is not None and known.content_hash == row.imported.content_hash:
            return ImportOutcome.UNCHANGED, []
    content = row.content
    require_postable(content, role)
    require_complete(content)
    match listing:
        case NoListing():
            outcome = ImportOutcome.CREATED
            decided: list[object] = [_requested(head, row, now)]
        case (
            RegistrationRequested()
            | Published(amendment=AmendmentRequested())
            | Ended(amendment=AmendmentRequested())
        ):
            outcome = ImportOutcome.CHANGED
            decided = correct(listing, content, None, row.imported)
        case Published() | Ended():
            outcome = ImportOutcome.CHANGED
            # no form was open: what was saved or returned long ago gives way to the row
            form = Form(role, terms_agreed=True, opened_at=now)
            decided = request_amendment(
                listing, content, form, confirmed=True, now=now, imported=row.imported
            )
        case Scheduled():
            raise AwaitsReflection
        case WithdrawalScheduled():
            raise WithdrawalPending
        case _:
            outcome = ImportOutcome.CHANGED
            decided = [_requested(require_draft(listing).head, row, now)]
    return outcome, decided


def _requested(head: Head, row: ImportRow, now: datetime) -> object:
    return happened.ListingRegistrationRequested(
        head.about(row.content), head.organisation_type, row.content, now, row.imported
    )
