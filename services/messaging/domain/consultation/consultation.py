"""The state of a career consultation (キャリア相談) and who may know of it (SM-12, ME-46)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.kernel.eventkit.domain import Actor, NotFound, Role, Sealed
from services.messaging.domain.consultation.events import (
    ConsultationAnswered,
    ConsultationCancelled,
    ConsultationClosed,
    ConsultationHeld,
    ConsultationKind,
    ConsultationOpinionRecorded,
    ConsultationReferred,
    ConsultationRequested,
    ConsultationRescheduled,
    ConsultationScheduled,
    CounsellorAssigned,
)


class ConsultationStatus(StrEnum):
    """The states of SM-12; `NONE` is before the request."""

    NONE = "none"
    REQUESTED = "requested"
    ASSIGNED = "assigned"
    SCHEDULED = "scheduled"
    HELD = "held"
    REFERRED = "referred"
    ANSWERED = "answered"
    CANCELLED = "cancelled"
    CLOSED = "closed"


BEFORE_THE_END = frozenset(
    {
        ConsultationStatus.REQUESTED,
        ConsultationStatus.ASSIGNED,
        ConsultationStatus.SCHEDULED,
        ConsultationStatus.REFERRED,
    }
)
"""Neither held nor answered: the person waits for something, and it can be cancelled."""


@dataclass(frozen=True, slots=True)
class Consultation:
    """One consultation; `asked` and `asked_at_jica` are the persons named in its referral."""

    status: ConsultationStatus = ConsultationStatus.NONE
    consultation_id: str = ""
    person_id: str = ""
    kind: ConsultationKind = ConsultationKind.MAIL
    counsellor_id: str | None = None
    meets_at: datetime | None = None
    place: Sealed | None = None
    asked: frozenset[str] = frozenset()
    asked_at_jica: frozenset[str] = frozenset()
    answer: Sealed | None = None
    opinions: int = 0

    @property
    def counsellors(self) -> frozenset[str]:
        """Everybody it is assigned to as a counsellor, be it to meet or to make a statement."""
        return self.asked | {self.counsellor_id} if self.counsellor_id else self.asked


def requested_by(consultation: Consultation, person_id: str) -> Consultation:
    """The consultation, for the person it is about. Raises NotFound for others."""
    if consultation.status is ConsultationStatus.NONE or consultation.person_id != person_id:
        raise NotFound
    return consultation


def handled_by(consultation: Consultation, actor: Actor) -> Consultation:
    """The consultation, for those who handle it: the secretariat handles all of them.

    A counsellor sees the assigned ones (ME-46), a person of JICA those it was asked about.
    Raises NotFound for others.
    """
    if consultation.status is ConsultationStatus.NONE:
        raise NotFound
    match actor.role:
        case Role.SECRETARIAT:
            return consultation
        case Role.COUNSELLOR if actor.id in consultation.counsellors:
            return consultation
        case Role.JICA_DEPARTMENT | Role.HR_DIVISION if actor.id in consultation.asked_at_jica:
            return consultation
        case _:
            raise NotFound


def evolve(state: Consultation, event: Any) -> Consultation:
    """The state after an event."""
    match event:
        case ConsultationRequested():
            return Consultation(
                ConsultationStatus.REQUESTED,
                event.consultation_id,
                event.person_id,
                event.kind,
            )
        case CounsellorAssigned():
            return replace(
                state, status=ConsultationStatus.ASSIGNED, counsellor_id=event.counsellor_id
            )
        case ConsultationScheduled() | ConsultationRescheduled():
            return replace(
                state,
                status=ConsultationStatus.SCHEDULED,
                meets_at=event.meets_at,
                place=event.place,
            )
        case ConsultationHeld():
            return replace(state, status=ConsultationStatus.HELD)
        case ConsultationReferred():
            return replace(
                state,
                status=ConsultationStatus.REFERRED,
                asked=frozenset(event.counsellor_ids),
                asked_at_jica=frozenset(event.jica_person_ids),
            )
        case ConsultationOpinionRecorded():
            return replace(state, opinions=state.opinions + 1)
        case ConsultationAnswered():
            return replace(state, status=ConsultationStatus.ANSWERED, answer=event.content)
        case ConsultationCancelled():
            return replace(state, status=ConsultationStatus.CANCELLED)
        case ConsultationClosed():
            return replace(state, status=ConsultationStatus.CLOSED)
        case _:
            return state
