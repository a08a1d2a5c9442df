"""What can happen to a JPO candidate (SM-16); `ApplicationSubmitted` is that of every route."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.applications.domain.document import DocumentType
from services.applications.domain.jpo.conditions import Condition
from services.kernel.eventkit.domain import Sealed


class DeclinedBy(StrEnum):
    """Who told that a candidate does not go on."""

    APPLICANT = "applicant"
    CENTRE = "centre"
    LEFT_PORTAL = "left-portal"


@dataclass(frozen=True, slots=True)
class CandidateAbout:
    """Which candidate: one person in one round of a campaign."""

    application_id: str
    campaign_id: str
    application_year: int
    round: int
    person_id: str


@dataclass(frozen=True, slots=True)
class JpoDocumentAttached:
    """A proof is there before the application is sent; `details` holds its name."""

    about: CandidateAbout
    proves: Condition
    file_id: str
    details: Sealed
    type: DocumentType
    size: int
    pieces: int
    attached_at: datetime


@dataclass(frozen=True, slots=True)
class JpoFormFilled:
    """What was declared, beside the `ApplicationSubmitted` of the same moment."""

    about: CandidateAbout
    content: Sealed
    filled_at: datetime


@dataclass(frozen=True, slots=True)
class JpoApplicationRefused:
    """資格なし: `failed` are the conditions that were not met (AP-53, AP-54)."""

    about: CandidateAbout
    failed: tuple[Condition, ...]
    content: Sealed
    refused_at: datetime


@dataclass(frozen=True, slots=True)
class JpoExaminationRecorded:
    """受験."""

    about: CandidateAbout
    examined_on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class JpoCandidateSelected:
    """合格."""

    about: CandidateAbout
    selected_at: datetime


@dataclass(frozen=True, slots=True)
class JpoCandidateNotSelected:
    """不合格; `remarks` are the centre's own."""

    about: CandidateAbout
    remarks: Sealed | None
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class JpoCandidateDeclined:
    """辞退."""

    about: CandidateAbout
    by: DeclinedBy
    declined_at: datetime


@dataclass(frozen=True, slots=True)
class JpoDispatched:
    """派遣中: until the second anniversary of the start (D-81)."""

    about: CandidateAbout
    destination: str
    starts_on: date
    ends_on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class JpoDispatchCompleted:
    """派遣終了."""

    about: CandidateAbout
    completed_at: datetime


@dataclass(frozen=True, slots=True)
class JpoNextPostRecorded:
    """次のポスト獲得; `post` says where and as what, of somebody who is still here."""

    about: CandidateAbout
    post: Sealed | None
    recorded_at: datetime
