"""What happens to a listing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.kernel.eventkit.domain import Sealed
from services.listings.domain.listing.content import ListingContent
from services.listings.domain.listing.kinds import ListingKind


@dataclass(frozen=True, slots=True)
class About:
    """Which listing an event is about, as lists and mails name it."""

    listing_id: str
    data_number: str
    organisation_id: str
    kind: ListingKind
    title: str


@dataclass(frozen=True, slots=True)
class Imported:
    """Where an imported listing came from; the hash tells whether its row has changed."""

    source: str
    source_id: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class ListingDrafted:
    """Agreed terms, chosen language, mandatory items: a draft exists (LI-11, LI-13)."""

    about: About
    organisation_type: str
    content: ListingContent
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class ListingDraftUpdated:
    """A later temporary save (LI-13)."""

    about: About
    content: ListingContent
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class ListingDraftDiscarded:
    """The owner dropped the draft (SM-05)."""

    about: About


@dataclass(frozen=True, slots=True)
class ListingRegistrationRequested:
    """The registration request is filed: 登録依頼中 (LI-17)."""

    about: About
    organisation_type: str
    content: ListingContent
    requested_at: datetime
    imported: Imported | None = None


@dataclass(frozen=True, slots=True)
class ListingRequestCorrected:
    """A pending request got other contents, on a mailed wish or a repeated import (LI-35)."""

    about: About
    content: ListingContent
    note: Sealed | None = None
    imported: Imported | None = None


@dataclass(frozen=True, slots=True)
class ListingRequestCancelled:
    """A registration request was dropped on a mailed wish (LI-35)."""

    about: About
    note: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ListingReturned:
    """The secretariat returned the request; the listing is a draft again (LI-24)."""

    about: About
    reason: Sealed
    returned_at: datetime


@dataclass(frozen=True, slots=True)
class ListingApproved:
    """Checked; becomes public at `reflection_at` (LI-21, LI-22)."""

    about: About
    reflection_on: date
    reflection_at: datetime


@dataclass(frozen=True, slots=True)
class ListingPublished:
    """The listing is public from now on (LI-22)."""

    about: About
    organisation_type: str
    content: ListingContent
    published_at: datetime


@dataclass(frozen=True, slots=True)
class ListingRecruitmentEnded:
    """The recruitment period has passed; invalid from `invalid_on` (LI-40, LI-41, D-06).

    `followed_by` is the data number of the public recruitment that replaces a pre-announcement.
    """

    about: About
    invalid_on: date
    followed_by: str | None = None


@dataclass(frozen=True, slots=True)
class ListingReopened:
    """An amendment moved the end of recruitment into the future (SM-05)."""

    about: About


@dataclass(frozen=True, slots=True)
class ListingWithdrawalRequested:
    """The organisation confirmed the withdrawal; removed at `removal_at` (LI-36, LI-37)."""

    about: About
    removal_at: datetime


@dataclass(frozen=True, slots=True)
class ListingWithdrawn:
    """The listing has left the public pages for good (LI-37)."""

    about: About
    invalid_on: date
    reason: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ListingAmendmentDrafted:
    """An amendment was saved temporarily (LI-26)."""

    about: About
    content: ListingContent
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class ListingAmendmentRequested:
    """The amendment is filed: 修正依頼中 (LI-29)."""

    about: About
    content: ListingContent
    requested_at: datetime
    imported: Imported | None = None


@dataclass(frozen=True, slots=True)
class ListingAmendmentCancelled:
    """A pending amendment was dropped (LI-35)."""

    about: About
    note: Sealed | None = None


@dataclass(frozen=True, slots=True)
class ListingAmendmentReturned:
    """The secretariat returned the amendment with a reason (LI-31)."""

    about: About
    reason: Sealed
    returned_at: datetime


@dataclass(frozen=True, slots=True)
class ListingAmendmentApproved:
    """The amendment replaces the contents at `reflection_at` (LI-25, LI-31).

    `withdraws`: it shortens the recruitment period so that the listing leaves then, and takes no
    applications from now on (LI-38, D-49).
    """

    about: About
    reflection_on: date
    reflection_at: datetime
    withdraws: bool


@dataclass(frozen=True, slots=True)
class ListingAmended:
    """The amended contents are the public ones from now on (LI-30)."""

    about: About
    organisation_type: str
    content: ListingContent
    published_at: datetime
    amended_at: datetime


@dataclass(frozen=True, slots=True)
class ListingArchived:
    """A public recruitment that is over is published as a past one (LI-44, D-53)."""

    about: About
    organisation_type: str
    content: ListingContent
    published_at: datetime
    archived_at: datetime
