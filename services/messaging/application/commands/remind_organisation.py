"""A reminder of an organisation that fell due is put into the queue (ID-78, ID-82)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.messaging.application.commands.queue_mail import QueueMail, queue_mail
from services.messaging.application.ports import Office
from services.messaging.domain.mail.events import Template


@dataclass(frozen=True)
class RemindOrganisation:
    organisation_id: str
    template: str
    place: str


def remind_organisation(
    command: RemindOrganisation, context: Context, *, office: Office
) -> dict[str, Any]:
    """Queues the mail; whether it still applies, identity says when it is sent."""
    queued = QueueMail(
        template=Template(command.template),
        organisation_id=command.organisation_id,
        references={"place": command.place},
    )
    return {"mail_id": queue_mail(queued, context, office=office)}
