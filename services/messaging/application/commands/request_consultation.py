"""Asking for a career consultation (キャリア相談)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.messaging.application.callers import person_of
from services.messaging.application.consulting import name_of, sealed_about
from services.messaging.application.ports import Office
from services.messaging.application.sealing import has_left
from services.messaging.domain.consultation.events import ConsultationKind, ConsultationRequested
from services.messaging.domain.consultation.steps import leave, request, require_full_registration


@dataclass(frozen=True)
class RequestConsultation:
    kind: str
    subject: str
    body: str
    wishes: str = ""


def request_consultation(
    command: RequestConsultation, context: Context, *, office: Office
) -> dict[str, Any]:
    """A full registrant asks to meet somebody or by mail (ME-41).

    `wishes` are about time and place of a meeting. Raises ConsultationNeedsFullRegistration, and
    NotFound for somebody who has just left.
    """
    person_id = person_of(context)
    require_full_registration(context.actor)
    consultation_id = context.id_for("consultation")
    texts = {
        "subject": command.subject,
        "text": command.body,
        "wishes": command.wishes,
        "name": name_of(office, person_id),
    }
    requested = ConsultationRequested(
        consultation_id=consultation_id,
        person_id=person_id,
        kind=ConsultationKind(command.kind),
        content=sealed_about(office, person_id, texts),
        requested_at=context.at,
    )
    done = office.consultations.change(
        consultation_id, context, lambda consultation: request(consultation, requested)
    )
    if has_left(office.personal_data, person_id):
        # Who left between the sealing and the commit is not among those whose requests were ended.
        once_more = replace(context, command_id=context.id_for("leave"))
        office.consultations.change(
            consultation_id, once_more, lambda consultation: leave(consultation, context.at)
        )
    return receipt(done, consultation_id=consultation_id)
