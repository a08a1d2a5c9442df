"""Sending what is in the queue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.application.receipt import receipt
from services.messaging.application.letters import compose
from services.messaging.application.ports import MailDelayed, MailRefused, Office
from services.messaging.domain.mail.mail import (
    Mail,
    note_failed,
    note_sent,
    note_suppressed,
)

Outcome = Callable[[Mail], Sequence[Any]]


@dataclass(frozen=True)
class SendMail:
    mail_id: str


def send_mail(command: SendMail, context: Context, *, office: Office) -> dict[str, Any]:
    """Sends a queued mail and records what became of it (ME-31, ME-32).

    A crash between sending and recording makes it go out again with the same Message-ID, by
    which the receiving side recognises it. Raises NeighbourAway when identity cannot be asked.
    """
    mail, version = office.mails.load(command.mail_id)
    if not mail.is_pending:
        return {"position": 0, "version": version, "repeated": True, "state": mail.state.value}
    outcome = _attempt(mail, context, office)
    done = office.mails.change(command.mail_id, context, outcome)
    return receipt(done, state=done.state.state.value)


def _attempt(mail: Mail, context: Context, office: Office) -> Outcome:
    try:
        outgoing = compose(mail, office)
    except Refused as refused:
        if refused.kind != "not-found":
            raise
        code = refused.code
        return lambda current: note_suppressed(current, code, context.at)
    except Unreadable:
        return lambda current: note_suppressed(current, "erased", context.at)
    try:
        office.transport.send(outgoing)
    except MailRefused as refusal:
        reason = refusal.reason
        return lambda current: note_failed(current, reason, context.at, for_good=True)
    except MailDelayed as delay:
        reason = delay.reason
        return lambda current: note_failed(current, reason, context.at, for_good=False)
    return lambda current: note_sent(current, outgoing.message_id, context.at)
