"""Putting a notice into a person's mailbox."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.kernel.eventkit.application.context import Context
from services.messaging.application.ports import Office
from services.messaging.domain.mail.events import Template
from services.messaging.domain.notice.notice import NoticeDelivered, deliver


@dataclass(frozen=True)
class DeliverNotice:
    template: Template
    person_id: str
    organisation_id: str
    references: Mapping[str, str]


def deliver_notice(command: DeliverNotice, context: Context, *, office: Office) -> str:
    """Delivers a notice without any personal data (AP-40); the same cause delivers it once."""
    notice_id = context.id_for("notice")
    delivered = NoticeDelivered(
        notice_id=notice_id,
        person_id=command.person_id,
        organisation_id=command.organisation_id,
        template=command.template,
        references=dict(command.references),
        delivered_at=context.at,
    )
    office.notices.change(notice_id, context, lambda notice: deliver(notice, delivered))
    return notice_id
