"""The states of a listing (SM-05 with SM-06 and SM-07), each with just what holds in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.listings.domain.listing.content import ListingContent
from services.listings.domain.listing.events import About, Imported


@dataclass(frozen=True, slots=True)
class Head:
    """What a listing keeps for life (LI-06)."""

    listing_id: str
    data_number: str
    organisation_id: str
    organisation_type: str
    imported: Imported | None = None

    def about(self, content: ListingContent) -> About:
        """How an event names this listing with these contents."""
        return About(
            self.listing_id, self.data_number, self.organisation_id, content.kind, content.title
        )


@dataclass(frozen=True, slots=True)
class NoAmendment:
    """Nothing is being amended."""


@dataclass(frozen=True, slots=True)
class AmendmentDraft:
    """An amendment is temporarily saved (一時保存)."""

    content: ListingContent
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class AmendmentRequested:
    """修正依頼中."""

    content: ListingContent
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class AmendmentScheduled:
    """Approved, waiting for its reflection."""

    content: ListingContent
    reflection_at: datetime
    withdraws: bool


Amendment = NoAmendment | AmendmentDraft | AmendmentRequested | AmendmentScheduled


@dataclass(frozen=True, slots=True)
class NoListing:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class Draft:
    """一時保存: seen by its owner only."""

    head: Head
    content: ListingContent
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class RegistrationRequested:
    """登録依頼中."""

    head: Head
    content: ListingContent
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class Scheduled:
    """反映待ち."""

    head: Head
    content: ListingContent
    reflection_at: datetime


@dataclass(frozen=True, slots=True)
class Published:
    """公開中."""

    head: Head
    content: ListingContent
    published_at: datetime
    amendment: Amendment = NoAmendment()


@dataclass(frozen=True, slots=True)
class WithdrawalScheduled:
    """取り下げ予定: still public until `removal_at`."""

    head: Head
    content: ListingContent
    published_at: datetime
    removal_at: datetime


@dataclass(frozen=True, slots=True)
class Ended:
    """募集終了."""

    head: Head
    content: ListingContent
    published_at: datetime
    invalid_on: date
    amendment: Amendment = NoAmendment()


@dataclass(frozen=True, slots=True)
class Archived:
    """過去の公募: readable, and over."""

    head: Head
    content: ListingContent
    published_at: datetime
    archived_at: datetime


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """取り下げ: final."""

    head: Head
    content: ListingContent
    invalid_on: date


@dataclass(frozen=True, slots=True)
class Cancelled:
    """依頼取り下げ: final."""

    head: Head
    content: ListingContent


@dataclass(frozen=True, slots=True)
class Discarded:
    """A deleted draft: final, as if it had not been."""

    head: Head
    content: ListingContent


Existing = (
    Draft
    | RegistrationRequested
    | Scheduled
    | Published
    | WithdrawalScheduled
    | Ended
    | Archived
    | Withdrawn
    | Cancelled
    | Discarded
)
Listing = NoListing | Existing
