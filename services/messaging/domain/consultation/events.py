"""What can happen to a career consultation (キャリア相談, SM-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.kernel.eventkit.domain import Sealed


class ConsultationKind(StrEnum):
    """対面相談, メール相談 (ME-41)."""

    FACE_TO_FACE = "face-to-face"
    MAIL = "mail"


class OpinionAuthor(StrEnum):
    """As what somebody was asked for a statement (ME-44)."""

    COUNSELLOR = "counsellor"
    JICA_PERSON = "jica-person"


class CancelledBy(StrEnum):
    """Who ended a consultation before it was held or answered."""

    PERSON = "person"
    SECRETARIAT = "secretariat"
    LEFT_PORTAL = "left-portal"


@dataclass(frozen=True, slots=True)
class ConsultationRequested:
    """A full registrant asks; `content` holds subject, text, wishes and the name."""

    consultation_id: str
    person_id: str
    kind: ConsultationKind
    content: Sealed
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class CounsellorAssigned:
    """The secretariat gave the consultation to a career counsellor."""

    consultation_id: str
    person_id: str
    kind: ConsultationKind
    counsellor_id: str
    assigned_at: datetime


@dataclass(frozen=True, slots=True)
class ConsultationScheduled:
    """Person and counsellor meet at this time; `place` says where, and what is to be known."""

    consultation_id: str
    person_id: str
    kind: ConsultationKind
    counsellor_id: str
    meets_at: datetime
    place: Sealed
    scheduled_at: datetime


@dataclass(frozen=True, slots=True)
class ConsultationRescheduled:
    """They meet at another time."""

    consultation_id: str
    person_id: str
    kind: ConsultationKind
    counsellor_id: str
    meets_at: datetime
    place: Sealed
    rescheduled_at: datetime


@dataclass(frozen=True, slots=True)
class ConsultationHeld:
    """The meeting took place."""

    consultation_id: str
    person_id: str
    kind: ConsultationKind
    held_at: datetime


@dataclass(frozen=True, slots=True)
class ConsultationReferred:
    """The secretariat asks these persons for a statement; `note` is what it asks, if anything."""

    consultation_id: str
    person_id: str
    kind: ConsultationKind
    counsellor_ids: tuple[str, ...]
    jica_person_ids: tuple[str, ...]
    note: Sealed | None
    referred_at: datetime


@dataclass(frozen=True, slots=True)
class ConsultationOpinionRecorded:
    """Somebody who was asked made a statement, which the person never sees (ME-45)."""

    consultation_id: str
    person_id: str
    kind: ConsultationKind
    opinion_id: str
    author: OpinionAuthor
    author_id: str
    content: Sealed
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ConsultationAnswered:
    """The secretariat answered the person."""

    consultation_id: str
    person_id: str
    kind: ConsultationKind
    content: Sealed
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class ConsultationCancelled:
    """It will not be held or answered; `reason` is what the one who cancelled said, if anything."""

    consultation_id: str
    person_id: str
    kind: ConsultationKind
    by: CancelledBy
    reason: Sealed | None
    cancelled_at: datetime


@dataclass(frozen=True, slots=True)
class ConsultationClosed:
    """The secretariat has nothing left to do for it."""

    consultation_id: str
    person_id: str
    kind: ConsultationKind
    closed_at: datetime
