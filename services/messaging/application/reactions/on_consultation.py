"""What happens to a career consultation is told by mail to those who wait for it (ME-43, ME-44)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.messaging.application.commands.queue_mail import QueueMail, queue_mail
from services.messaging.application.ports import Office
from services.messaging.domain.consultation.events import (
    CancelledBy,
    ConsultationAnswered,
    ConsultationCancelled,
    ConsultationReferred,
    ConsultationRescheduled,
    ConsultationScheduled,
    CounsellorAssigned,
)
from services.messaging.domain.mail.events import Template


def on_consultation(office: Office) -> Reaction:
    """The reaction, at work in this office."""
    return Reaction(
        name="tell-of-consultation",
        source="messaging",
        types=(
            CounsellorAssigned,
            ConsultationScheduled,
            ConsultationRescheduled,
            ConsultationReferred,
            ConsultationAnswered,
            ConsultationCancelled,
        ),
        handle=partial(_handle, office=office),
    )


def _handle(recorded: Recorded[Any], trigger: Trigger, *, office: Office) -> None:
    event = recorded.event
    template, whom = _told(event, office)
    for account_id in sorted(set(whom) - {recorded.actor.id}):
        command = QueueMail(
            template=template,
            account_id=account_id,
            references={"consultation_id": event.consultation_id, "kind": event.kind.value},
        )
        # The account tells the mails of one event apart, so a repetition queues no second.
        queue_mail(command, trigger.context("queue_mail", account_id), office=office)


def _told(event: Any, office: Office) -> tuple[Template, Iterable[str]]:
    """The mail and to whom; whoever did it knows of it."""
    match event:
        case CounsellorAssigned():
            return Template.CONSULTATION_ASSIGNED, (event.counsellor_id,)
        case ConsultationScheduled() | ConsultationRescheduled():
            return Template.CONSULTATION_SCHEDULED, (event.person_id, event.counsellor_id)
        case ConsultationReferred():
            return Template.CONSULTATION_REFERRED, (*event.counsellor_ids, *event.jica_person_ids)
        case ConsultationAnswered():
            return Template.CONSULTATION_ANSWERED, (event.person_id,)
    consultation, _ = office.consultations.load(event.consultation_id)
    involved = consultation.counsellors | consultation.asked_at_jica
    told_person = {event.person_id} if event.by is CancelledBy.SECRETARIAT else set()
    return Template.CONSULTATION_CANCELLED, involved | told_person
