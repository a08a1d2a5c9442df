"""Every notice mail and where it stands; recipients by id only."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.messaging.domain.mail.events import (
    MailAttemptFailed,
    MailGivenUp,
    MailQueued,
    MailSent,
    MailSuppressed,
)

NOTICE_MAILS = "notice_mails"

notice_mails = Projection(
    NOTICE_MAILS,
    version=2,
    indexes=(
        Index((("state", 1), ("queued_at", -1))),
        Index((("queued_at", -1),)),
        Index((("account_id", 1), ("queued_at", -1))),
    ),
)


def _mail_id(recorded: Recorded[Any]) -> str:
    return str(recorded.event.mail_id)


@notice_mails.on(MailQueued, key=_mail_id)
def _queued(document: Document | None, recorded: Recorded[MailQueued]) -> Document:
    event = recorded.event
    return {
        "mail_id": event.mail_id,
        "template": event.template.value,
        "account_id": event.account_id,
        "organisation_id": event.organisation_id,
        "state": "queued",
        "attempts": 0,
        "reason": None,
        "queued_at": event.queued_at,
        "settled_at": None,
    }


@notice_mails.on(MailAttemptFailed, key=_mail_id)
def _failed(document: Document | None, recorded: Recorded[MailAttemptFailed]) -> Document | None:
    event = recorded.event
    more = {"state": "failed", "attempts": event.attempt, "reason": event.reason}
    return document and {**document, **more}


@notice_mails.on(MailSent, key=_mail_id)
def _sent(document: Document | None, recorded: Recorded[MailSent]) -> Document | None:
    event = recorded.event
    more = {"state": "sent", "attempts": event.attempt, "settled_at": event.sent_at}
    return document and {**document, **more}


@notice_mails.on(MailSuppressed, key=_mail_id)
def _suppressed(document: Document | None, recorded: Recorded[MailSuppressed]) -> Document | None:
    event = recorded.event
    more = {"state": "suppressed", "reason": event.reason, "settled_at": event.suppressed_at}
    return document and {**document, **more}


@notice_mails.on(MailGivenUp, key=_mail_id)
def _given_up(document: Document | None, recorded: Recorded[MailGivenUp]) -> Document | None:
    event = recorded.event
    more = {
        "state": "given-up",
        "attempts": event.attempts,
        "reason": event.reason,
        "settled_at": event.given_up_at,
    }
    return document and {**document, **more}
