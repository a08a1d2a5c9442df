"""The steps of a career consultation (SM-12, ME-41 to ME-44): what is not permitted is refused."""

from __future__ import annotations

from datetime import datetime

from services.kernel.eventkit.domain import (
    Actor,
    Facet,
    FieldProblem,
    InvalidInput,
    Kind,
    Refusal,
    Sealed,
)
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.messaging.domain.consultation.consultation import (
    BEFORE_THE_END,
    Consultation,
    ConsultationStatus,
)
from services.messaging.domain.consultation.events import (
    CancelledBy,
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
    OpinionAuthor,
)

MOST_OPINIONS = 100
"""Statements on one consultation: five of each who can be named, and a document of a few megabytes."""


class ConsultationNeedsFullRegistration(Refusal):
    """Only full registrants ask for career consultation (ME-41, D-21)."""

    code = "full-registration-needed-for-consultation"
    kind = Kind.FORBIDDEN


class ConsultationAtAnotherStep(Refusal):
    """The consultation is not where this step begins (SM-12)."""

    code = "consultation-at-another-step"


class ConsultationOfOtherKind(Refusal):
    """A mail consultation has no meeting, a face-to-face one no referral and no answer (SM-12)."""

    code = "consultation-of-other-kind"


class ConsultationDateUnchanged(Refusal):
    """A new date is another one than before (SM-12)."""

    code = "consultation-date-unchanged"


class ConsultationDateNotReached(Refusal):
    """Nothing was held before the day of the meeting (SM-12)."""

    code = "consultation-date-not-reached"


class TooManyOpinions(Refusal):
    """All statements are shown together, so that there is an end to them."""

    code = "too-many-opinions"


def require_full_registration(actor: Actor) -> None:
    """Raises `ConsultationNeedsFullRegistration` for simple registrants."""
    if Facet.FULL_REGISTRANT not in actor.facets:
        raise ConsultationNeedsFullRegistration


def _require(
    consultation: Consultation,
    kind: ConsultationKind | None,
    *statuses: ConsultationStatus,
) -> None:
    """Raises `ConsultationOfOtherKind`, `ConsultationAtAnotherStep`."""
    if kind is not None and consultation.kind is not kind:
        raise ConsultationOfOtherKind
    if consultation.status not in statuses:
        raise ConsultationAtAnotherStep


def request(
    consultation: Consultation, requested: ConsultationRequested
) -> list[ConsultationRequested]:
    """The request (ME-41). Raises `ConsultationAtAnotherStep` where there is one already."""
    if consultation.status is not ConsultationStatus.NONE:
        raise ConsultationAtAnotherStep
    return [requested]


def assign(
    consultation: Consultation, counsellor_id: str, now: datetime
) -> list[CounsellorAssigned]:
    """Gives it to a counsellor; that they have the permission is checked before (ME-43)."""
    _require(consultation, None, ConsultationStatus.REQUESTED)
    one = consultation
    return [CounsellorAssigned(one.consultation_id, one.person_id, one.kind, counsellor_id, now)]


def schedule(
    consultation: Consultation, meets_at: datetime, place: Sealed, now: datetime
) -> list[ConsultationScheduled]:
    """Sets the meeting (ME-43). Raises `InvalidInput` for a time that has passed."""
    _require(consultation, ConsultationKind.FACE_TO_FACE, ConsultationStatus.ASSIGNED)
    _require_future(meets_at, now)
    one = consultation
    scheduled = ConsultationScheduled(
        consultation_id=one.consultation_id,
        person_id=one.person_id,
        kind=one.kind,
        counsellor_id=one.counsellor_id or "",
        meets_at=meets_at,
        place=place,
        scheduled_at=now,
    )
    return [scheduled]


def reschedule(
    consultation: Consultation, meets_at: datetime, place: Sealed, now: datetime
) -> list[ConsultationRescheduled]:
    """Sets a new date. Raises `ConsultationDateUnchanged`, `InvalidInput` for a time that has passed."""
    _require(consultation, ConsultationKind.FACE_TO_FACE, ConsultationStatus.SCHEDULED)
    if meets_at == consultation.meets_at:
        raise ConsultationDateUnchanged
    _require_future(meets_at, now)
    one = consultation
    rescheduled = ConsultationRescheduled(
        consultation_id=one.consultation_id,
        person_id=one.person_id,
        kind=one.kind,
        counsellor_id=one.counsellor_id or "",
        meets_at=meets_at,
        place=place,
        rescheduled_at=now,
    )
    return [rescheduled]


def _require_future(meets_at: datetime, now: datetime) -> None:
    if meets_at <= now:
        raise InvalidInput(fields={"meets_at": (FieldProblem("moment-in-past"),)})


def hold(consultation: Consultation, now: datetime) -> list[ConsultationHeld]:
    """Records the meeting, on its day or later. Raises `ConsultationDateNotReached`."""
    _require(consultation, ConsultationKind.FACE_TO_FACE, ConsultationStatus.SCHEDULED)
    one = consultation
    if one.meets_at is None or tokyo_date(now) < tokyo_date(one.meets_at):
        raise ConsultationDateNotReached
    return [ConsultationHeld(one.consultation_id, one.person_id, one.kind, now)]


def refer(
    consultation: Consultation,
    counsellor_ids: tuple[str, ...],
    jica_person_ids: tuple[str, ...],
    note: Sealed | None,
    now: datetime,
) -> list[ConsultationReferred]:
    """Asks for statements (ME-44). Raises `InvalidInput` when nobody is named."""
    _require(
        consultation,
        ConsultationKind.MAIL,
        ConsultationStatus.REQUESTED,
        ConsultationStatus.ASSIGNED,
    )
    if not counsellor_ids and not jica_person_ids:
        raise InvalidInput(fields={"counsellor_ids": (FieldProblem("nobody-named"),)})
    referred = ConsultationReferred(
        consultation_id=consultation.consultation_id,
        person_id=consultation.person_id,
        kind=consultation.kind,
        counsellor_ids=counsellor_ids,
        jica_person_ids=jica_person_ids,
        note=note,
        referred_at=now,
    )
    return [referred]


def record_opinion(
    consultation: Consultation,
    opinion_id: str,
    author: OpinionAuthor,
    author_id: str,
    content: Sealed,
    now: datetime,
) -> list[ConsultationOpinionRecorded]:
    """Records a statement of somebody who was asked (ME-44). Raises `TooManyOpinions`."""
    _require(consultation, ConsultationKind.MAIL, ConsultationStatus.REFERRED)
    if consultation.opinions >= MOST_OPINIONS:
        raise TooManyOpinions
    recorded = ConsultationOpinionRecorded(
        consultation_id=consultation.consultation_id,
        person_id=consultation.person_id,
        kind=consultation.kind,
        opinion_id=opinion_id,
        author=author,
        author_id=author_id,
        content=content,
        recorded_at=now,
    )
    return [recorded]


def answer(
    consultation: Consultation, content: Sealed, now: datetime
) -> list[ConsultationAnswered]:
    """Answers the person (ME-44)."""
    _require(
        consultation,
        ConsultationKind.MAIL,
        ConsultationStatus.REQUESTED,
        ConsultationStatus.ASSIGNED,
        ConsultationStatus.REFERRED,
    )
    one = consultation
    return [ConsultationAnswered(one.consultation_id, one.person_id, one.kind, content, now)]


def cancel(
    consultation: Consultation, by: CancelledBy, reason: Sealed | None, now: datetime
) -> list[ConsultationCancelled]:
    """Ends it before it is held or answered."""
    _require(consultation, None, *BEFORE_THE_END)
    one = consultation
    return [ConsultationCancelled(one.consultation_id, one.person_id, one.kind, by, reason, now)]


def leave(consultation: Consultation, now: datetime) -> list[ConsultationCancelled]:
    """The person leaves the portal: nobody waits any more for what is not held or answered."""
    if consultation.status not in BEFORE_THE_END:
        return []
    return cancel(consultation, CancelledBy.LEFT_PORTAL, None, now)


def close(consultation: Consultation, now: datetime) -> list[ConsultationClosed]:
    """The secretariat has nothing left to do."""
    _require(consultation, None, ConsultationStatus.HELD, ConsultationStatus.ANSWERED)
    one = consultation
    return [ConsultationClosed(one.consultation_id, one.person_id, one.kind, now)]
