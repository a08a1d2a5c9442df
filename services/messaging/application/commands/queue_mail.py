"""Putting a notice mail into the queue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.kernel.eventkit.application.context import Context
from services.messaging.application.ports import Office
from services.messaging.domain.mail.events import MailQueued, Template
from services.messaging.domain.mail.mail import queue


@dataclass(frozen=True)
class QueueMail:
    template: Template
    account_id: str | None = None
    organisation_id: str | None = None
    references: Mapping[str, str] = field(default_factory=dict)


def queue_mail(command: QueueMail, context: Context, *, office: Office) -> str:
    """Queues a mail without any personal data (ME-31); the same cause queues the same mail."""
    mail_id = context.id_for("mail")
    queued = MailQueued(
        mail_id=mail_id,
        template=command.template,
        account_id=command.account_id,
        organisation_id=command.organisation_id,
        references=dict(command.references),
        queued_at=context.at,
    )
    office.mails.change(mail_id, context, lambda mail: queue(mail, queued))
    return mail_id
