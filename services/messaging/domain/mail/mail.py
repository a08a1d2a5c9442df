"""A notice mail: queued, then sent, suppressed or given up after retries."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from services.messaging.domain.mail.events import (
    MailAttemptFailed,
    MailGivenUp,
    MailQueued,
    MailSent,
    MailSuppressed,
    Template,
)

RETRY_AFTER = tuple(
    timedelta(minutes=minutes) for minutes in (0.5, 2, 10, 30, 60, 120, 240, 480, 480)
)
"""The growing delays after the first, second ... failure; about a day in all."""


class State(StrEnum):
    """Where a mail stands."""

    NONE = "none"
    QUEUED = "queued"
    FAILED = "failed"
    SENT = "sent"
    SUPPRESSED = "suppressed"
    GIVEN_UP = "given-up"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one recipient, without personal data."""

    mail_id: str = ""
    template: Template | None = None
    account_id: str | None = None
    organisation_id: str | None = None
    references: dict[str, str] = field(default_factory=dict)
    queued_at: datetime | None = None
    state: State = State.NONE
    failures: int = 0

    @property
    def is_pending(self) -> bool:
        """Still to be sent."""
        return self.state in (State.QUEUED, State.FAILED)


def queue(mail: Mail, queued: MailQueued) -> list[MailQueued]:
    """Queues the mail, once."""
    return [queued] if mail.state is State.NONE else []


def note_sent(mail: Mail, message_id: str, now: datetime) -> list[MailSent]:
    """The mail server took it."""
    if not mail.is_pending:
        return []
    return [MailSent(mail.mail_id, message_id, mail.failures + 1, now)]


def note_suppressed(mail: Mail, reason: str, now: datetime) -> list[MailSuppressed]:
    """There is nobody to send it to (ME-32)."""
    return [MailSuppressed(mail.mail_id, reason, now)] if mail.is_pending else []


def note_failed(
    mail: Mail, reason: str, now: datetime, *, for_good: bool
) -> list[MailAttemptFailed | MailGivenUp]:
    """The mail server did not take it: try again later, or give up."""
    if not mail.is_pending:
        return []
    attempt = mail.failures + 1
    if for_good or attempt > len(RETRY_AFTER):
        return [MailGivenUp(mail.mail_id, attempt, reason, now)]
    retry_at = now + RETRY_AFTER[attempt - 1]
    return [MailAttemptFailed(mail.mail_id, attempt, reason, retry_at, now)]


def message_id_of(mail_id: str, domain: str) -> str:
    """The Message-ID: the same at every attempt, so that a second delivery is recognised."""
    return f"<{mail_id}@{domain}>"


def evolve(state: Mail, event: Any) -> Mail:
    """The state after an event."""
    match event:
        case MailQueued():
            return Mail(
                event.mail_id,
                event.template,
                event.account_id,
                event.organisation_id,
                event.references,
                event.queued_at,
                State.QUEUED,
            )
        case MailAttemptFailed():
            return replace(state, state=State.FAILED, failures=event.attempt)
        case MailSent():
            return replace(state, state=State.SENT)
        case MailSuppressed():
            return replace(state, state=State.SUPPRESSED)
        case MailGivenUp():
            return replace(state, state=State.GIVEN_UP)
        case _:
            return state
