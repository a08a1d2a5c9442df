"""The career consultations as those who handle them and their persons look at them (SM-12)."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.messaging.domain.consultation.consultation import ConsultationStatus
from services.messaging.domain.consultation.events import (
    ConsultationAnswered,
    ConsultationCancelled,
    ConsultationClosed,
    ConsultationHeld,
    ConsultationOpinionRecorded,
    ConsultationReferred,
    ConsultationRequested,
    ConsultationRescheduled,
    ConsultationScheduled,
    CounsellorAssigned,
)
from services.messaging.projections.stored import pair

CONSULTATIONS = "consultations"

consultations = Projection(
    CONSULTATIONS,
    version=1,
    indexes=(
        Index((("status", 1), ("requested_at", 1))),
        Index((("requested_at", 1),)),
        Index((("person_id", 1), ("requested_at", -1))),
        Index((("counsellor_ids", 1), ("requested_at", 1))),
        Index((("jica_person_ids", 1), ("requested_at", 1))),
    ),
)


def _consultation_id(recorded: Recorded[Any]) -> str:
    return str(recorded.event.consultation_id)


def _moved(
    document: Document | None,
    recorded: Recorded[Any],
    status: ConsultationStatus,
    **changes: Any,
) -> Document | None:
    if document is None:
        return None
    return {**document, "status": status.value, "version": recorded.version, **changes}


@consultations.on(ConsultationRequested, key=_consultation_id)
def _requested(document: Document | None, recorded: Recorded[ConsultationRequested]) -> Document:
    event = recorded.event
    return {
        "consultation_id": event.consultation_id,
        "person_id": event.person_id,
        "kind": event.kind.value,
        "status": ConsultationStatus.REQUESTED.value,
        "content": pair(event.content),
        "requested_at": event.requested_at,
        "counsellor_id": None,
        "counsellor_ids": [],
        "jica_person_ids": [],
        "meets_at": None,
        "place": None,
        "held_at": None,
        "note": None,
        "opinions": [],
        "answer": None,
        "answered_at": None,
        "cancelled_by": None,
        "cancelled_at": None,
        "reason": None,
        "closed_at": None,
        "version": recorded.version,
    }


@consultations.on(CounsellorAssigned, key=_consultation_id)
def _assigned(document: Document | None, recorded: Recorded[CounsellorAssigned]) -> Document | None:
    counsellor_id = recorded.event.counsellor_id
    return _moved(
        document,
        recorded,
        ConsultationStatus.ASSIGNED,
        counsellor_id=counsellor_id,
        counsellor_ids=[counsellor_id],
    )


@consultations.on(ConsultationScheduled, ConsultationRescheduled, key=_consultation_id)
def _scheduled(
    document: Document | None,
    recorded: Recorded[ConsultationScheduled | ConsultationRescheduled],
) -> Document | None:
    event = recorded.event
    return _moved(
        document,
        recorded,
        ConsultationStatus.SCHEDULED,
        meets_at=event.meets_at,
        place=pair(event.place),
    )


@consultations.on(ConsultationHeld, key=_consultation_id)
def _held(document: Document | None, recorded: Recorded[ConsultationHeld]) -> Document | None:
    return _moved(document, recorded, ConsultationStatus.HELD, held_at=recorded.event.held_at)


@consultations.on(ConsultationReferred, key=_consultation_id)
def _referred(
    document: Document | None, recorded: Recorded[ConsultationReferred]
) -> Document | None:
    if document is None:
        return None
    event = recorded.event
    everybody = [*document["counsellor_ids"], *event.counsellor_ids]
    return _moved(
        document,
        recorded,
        ConsultationStatus.REFERRED,
        counsellor_ids=list(dict.fromkeys(everybody)),
        jica_person_ids=list(event.jica_person_ids),
        note=event.note and pair(event.note),
    )


@consultations.on(ConsultationOpinionRecorded, key=_consultation_id)
def _opinion(
    document: Document | None, recorded: Recorded[ConsultationOpinionRecorded]
) -> Document | None:
    if document is None:
        return None
    event = recorded.event
    opinion = {
        "opinion_id": event.opinion_id,
        "author": event.author.value,
        "author_id": event.author_id,
        "content": pair(event.content),
        "at": event.recorded_at,
    }
    opinions = [*document["opinions"], opinion]
    return _moved(document, recorded, ConsultationStatus.REFERRED, opinions=opinions)


@consultations.on(ConsultationAnswered, key=_consultation_id)
def _answered(
    document: Document | None, recorded: Recorded[ConsultationAnswered]
) -> Document | None:
    event = recorded.event
    return _moved(
        document,
        recorded,
        ConsultationStatus.ANSWERED,
        answer=pair(event.content),
        answered_at=event.answered_at,
    )


@consultations.on(ConsultationCancelled, key=_consultation_id)
def _cancelled(
    document: Document | None, recorded: Recorded[ConsultationCancelled]
) -> Document | None:
    event = recorded.event
    return _moved(
        document,
        recorded,
        ConsultationStatus.CANCELLED,
        cancelled_by=event.by.value,
        cancelled_at=event.cancelled_at,
        reason=event.reason and pair(event.reason),
    )


@consultations.on(ConsultationClosed, key=_consultation_id)
def _closed(document: Document | None, recorded: Recorded[ConsultationClosed]) -> Document | None:
    return _moved(document, recorded, ConsultationStatus.CLOSED, closed_at=recorded.event.closed_at)
