"""Mails to be sent, reminders, messages to be erased."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.application.schedule import DUE, due_entry
from services.messaging.domain.mail.events import (
    MailAttemptFailed,
    MailGivenUp,
    MailQueued,
    MailSent,
    MailSuppressed,
)
from services.messaging.domain.notice.notice import NoticeDelivered
from services.messaging.domain.organisation_mail.events import (
    OrganisationMailAnswered,
    OrganisationMailSent,
)
from services.messaging.domain.purging import MessagePurged, purge_due
from services.messaging.domain.scout_message.events import ScoutMessageReplied, ScoutMessageSent
from services.messaging.projections.due_organisation_reminders import (
    schedule_organisation_reminders,
)
from services.messaging.projections.due_reminders import schedule_reminders

due = Projection(DUE, version=4, indexes=(Index((("due_at", 1),)),))
schedule_reminders(due)
schedule_organisation_reminders(due)


def _of_mail(recorded: Recorded[Any]) -> str:
    return f"mail-{recorded.event.mail_id}"


@due.on(MailQueued, key=_of_mail)
def _send(document: Document | None, recorded: Recorded[MailQueued]) -> Document:
    event = recorded.event
    payload = {"mail_id": event.mail_id}
    return due_entry(event.queued_at, "send_mail", payload, f"mail {event.template.value}")


@due.on(MailAttemptFailed, key=_of_mail)
def _send_again(document: Document | None, recorded: Recorded[MailAttemptFailed]) -> Document:
    event = recorded.event
    payload = {"mail_id": event.mail_id}
    return due_entry(event.retry_at, "send_mail", payload, f"mail, attempt {event.attempt + 1}")


@due.on(MailSent, MailSuppressed, MailGivenUp, key=_of_mail)
def _settled(document: Document | None, recorded: Recorded[Any]) -> Document | None:
    return None


@due.on(OrganisationMailSent, key=lambda recorded: f"purge-{recorded.event.mail_id}")
def _purge_mail(document: Document | None, recorded: Recorded[OrganisationMailSent]) -> Document:
    event = recorded.event
    payload = {"thread_id": event.mail_id, "message_id": event.mail_id}
    return due_entry(purge_due(event.sent_at), "purge_message", payload, "a message's year ends")


@due.on(OrganisationMailAnswered, key=lambda recorded: f"purge-{recorded.event.answer_id}")
def _purge_answer(
    document: Document | None, recorded: Recorded[OrganisationMailAnswered]
) -> Document:
    event = recorded.event
    payload = {"thread_id": event.mail_id, "message_id": event.answer_id}
    at = purge_due(event.answered_at)
    return due_entry(at, "purge_message", payload, "a message's year ends")


@due.on(ScoutMessageSent, key=lambda recorded: f"purge-{recorded.event.message_id}")
def _purge_scout(document: Document | None, recorded: Recorded[ScoutMessageSent]) -> Document:
    event = recorded.event
    payload = {"scout_id": event.scout_id, "message_id": event.message_id}
    at = purge_due(event.sent_at)
    return due_entry(at, "purge_scout_message", payload, "a scout mail's year ends")


@due.on(ScoutMessageReplied, key=lambda recorded: f"purge-{recorded.event.reply_id}")
def _purge_reply(document: Document | None, recorded: Recorded[ScoutMessageReplied]) -> Document:
    event = recorded.event
    payload = {"scout_id": event.scout_id, "message_id": event.reply_id}
    at = purge_due(event.replied_at)
    return due_entry(at, "purge_scout_message", payload, "a scout reply's year ends")


@due.on(NoticeDelivered, key=lambda recorded: f"purge-{recorded.event.notice_id}")
def _purge_notice(document: Document | None, recorded: Recorded[NoticeDelivered]) -> Document:
    event = recorded.event
    payload = {"notice_id": event.notice_id}
    at = purge_due(event.delivered_at)
    return due_entry(at, "purge_notice", payload, "a notice's year ends")


@due.on(MessagePurged, key=lambda recorded: f"purge-{recorded.event.message_id}")
def _purged(document: Document | None, recorded: Recorded[MessagePurged]) -> Document | None:
    return None
