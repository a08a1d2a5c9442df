"""Ending a consultation before it is held or answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.domain import Role
from services.messaging.application.callers import person_of
from services.messaging.application.consulting import Step, sealed_about
from services.messaging.application.ports import Office
from services.messaging.domain.consultation.consultation import (
    Consultation,
    handled_by,
    requested_by,
)
from services.messaging.domain.consultation.events import CancelledBy, ConsultationCancelled
from services.messaging.domain.consultation.steps import cancel


@dataclass(frozen=True, kw_only=True)
class CancelConsultation(Step):
    reason: str = ""


def cancel_consultation(
    command: CancelConsultation, context: Context, *, office: Office
) -> dict[str, Any]:
    """The person does not want it any more, or the secretariat cannot hold it (SM-12).

    Raises NotFound, StaleForm, ConsultationAtAnotherStep.
    """
    by = CancelledBy.PERSON if _is_person(context) else CancelledBy.SECRETARIAT
    person_id = _known(office.consultations.load(command.consultation_id)[0], context).person_id
    reason = sealed_about(office, person_id, {"text": command.reason}) if command.reason else None

    def decide(consultation: Consultation) -> Sequence[ConsultationCancelled]:
        return cancel(_known(consultation, context), by, reason, context.at)

    done = office.consultations.change(
        command.consultation_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, consultation_id=command.consultation_id)


def _is_person(context: Context) -> bool:
    return context.actor.role is Role.INDIVIDUAL


def _known(consultation: Consultation, context: Context) -> Consultation:
    if _is_person(context):
        return requested_by(consultation, person_of(context))
    return handled_by(consultation, context.actor)
