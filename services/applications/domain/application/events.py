"""What can happen to an application (SM-08)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.applications.domain.document import DocumentType
from services.kernel.eventkit.domain import Sealed


class Route(StrEnum):
    """How an application reached the organisation."""

    WEB = "web"
    DIRECT = "direct"
    JPO = "jpo"


class Status(StrEnum):
    """The values of 応募状況 that an organisation chooses from (D-72)."""

    RECEIVED = "received"
    UNDER_SELECTION = "under-selection"
    HIRED = "hired"
    NOT_HIRED = "not-hired"
    DECLINED = "declined"


class DeclineReason(StrEnum):
    """Why an application ended as declined: D-71, or D-27."""

    TOLD_ORGANISATION = "told-organisation"
    LEFT_PORTAL = "left-portal"


@dataclass(frozen=True, slots=True)
class ApplicationDrafted:
    """The form was filled in; `content` holds name, remarks and motivation of the applicant."""

    application_id: str
    listing_id: str
    organisation_id: str
    person_id: str
    kind: str
    route: Route
    confirmations: tuple[str, ...]
    content: Sealed
    drafted_at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationDraftRevised:
    """The form was filled in again before submission; `route` is None where it stayed."""

    application_id: str
    confirmations: tuple[str, ...]
    content: Sealed
    revised_at: datetime
    route: Route | None = None


@dataclass(frozen=True, slots=True)
class ApplicationDraftDiscarded:
    """The person left the portal before submitting."""

    application_id: str
    discarded_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentBegun:
    """The first of several pieces of a document arrived."""

    application_id: str
    document_id: str
    file_id: str
    begun_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentAttached:
    """A document is complete; `details` holds the name it was uploaded under."""

    application_id: str
    document_id: str
    file_id: str
    details: Sealed
    type: DocumentType
    size: int
    pieces: int
    fulfils: str | None
    attached_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentRemoved:
    """A document was taken out of the draft."""

    application_id: str
    document_id: str
    file_id: str
    removed_at: datetime


@dataclass(frozen=True, slots=True)
class _OfSubmitted:
    application_id: str
    reception_id: str
    listing_id: str
    organisation_id: str
    person_id: str


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted(_OfSubmitted):
    """The application went to the organisation."""

    route: Route
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationStatusChanged(_OfSubmitted):
    """The organisation chose a status; `remarks` are for itself only (AP-41)."""

    status: Status
    notify: bool
    remarks: Sealed | None
    corrected: bool
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class SelectionResultRegistered(_OfSubmitted):
    """Hired or not hired."""

    result: Status
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationDeclined(_OfSubmitted):
    """The applicant no longer wants the post, or has left the portal."""

    reason: DeclineReason
    declined_at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationCancelled(_OfSubmitted):
    """The applicant took the application back within 24 hours."""

    cancelled_at: datetime


@dataclass(frozen=True, slots=True)
class ApplicationFinished(_OfSubmitted):
    """The application belongs to the finished selections from now on."""

    finished_at: datetime
