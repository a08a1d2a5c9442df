"""The applicant is told by message, exactly when notification was chosen (AP-40)."""

from __future__ import annotations

from functools import partial

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.messaging.application.commands.deliver_notice import DeliverNotice, deliver_notice
from services.messaging.application.ports import Office
from services.messaging.application.reactions.queue_notice_mails import references_of
from services.messaging.application.sealing import has_left
from services.messaging.domain.mail.events import Template


def on_application_status_changed(office: Office) -> Reaction:
    """The reaction, at work in this office."""
    return Reaction(
        name="notice-of-application-status",
        source="applications",
        types=("ApplicationStatusChanged",),
        handle=partial(_handle, office=office),
    )


def _handle(event: PublicEvent, trigger: Trigger, *, office: Office) -> None:
    person_id = str(event.data["person_id"])
    # Sources are heard in any order: a mailbox that was emptied for good stays empty (D-89).
    if event.data["notify"] is not True or has_left(office.personal_data, person_id):
        return
    command = DeliverNotice(
        template=Template.APPLICATION_STATUS,
        person_id=person_id,
        organisation_id=str(event.data["organisation_id"]),
        references=references_of(event.data),
    )
    deliver_notice(command, trigger.context("deliver_notice"), office=office)
