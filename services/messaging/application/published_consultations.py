"""What the messaging service tells others of career consultations: ids and facts, no texts."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.public_event import PublicDraft
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


def publish_consultation(event: object) -> PublicDraft | None:
    """The public form of an event of a consultation, None for others."""
    match event:
        case (
            ConsultationRequested()
            | ConsultationHeld()
            | ConsultationAnswered()
            | ConsultationClosed()
        ):
            return _of(event)
        case CounsellorAssigned():
            return _of(event, counsellor_id=event.counsellor_id)
        case ConsultationScheduled() | ConsultationRescheduled():
            meets_at = event.meets_at.isoformat()
            return _of(event, counsellor_id=event.counsellor_id, meets_at=meets_at)
        case ConsultationReferred():
            return _of(
                event,
                counsellor_ids=list(event.counsellor_ids),
                jica_person_ids=list(event.jica_person_ids),
            )
        case ConsultationOpinionRecorded():
            return _of(
                event,
                opinion_id=event.opinion_id,
                author=event.author.value,
                author_id=event.author_id,
            )
        case ConsultationCancelled():
            return _of(event, by=event.by.value)
        case _:
            return None


def _of(event: Any, **more: Any) -> PublicDraft:
    data = {
        "consultation_id": event.consultation_id,
        "person_id": event.person_id,
        "kind": event.kind.value,
        **more,
    }
    return PublicDraft(type(event).__name__, event.consultation_id, data)
