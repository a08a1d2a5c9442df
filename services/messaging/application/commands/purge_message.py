"""Erasing messages whose year has ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.messaging.application.ports import Office
from services.messaging.domain.notice import notice as notices
from services.messaging.domain.organisation_mail.thread import purge
from services.messaging.domain.purging import PurgeReason


@dataclass(frozen=True)
class PurgeMessage:
    thread_id: str
    message_id: str


@dataclass(frozen=True)
class PurgeNotice:
    notice_id: str


def purge_message(command: PurgeMessage, context: Context, *, office: Office) -> dict[str, Any]:
    """Erases one message for both sides after its year (ME-27); once."""
    done = office.threads.change(
        command.thread_id, context, lambda thread: purge(thread, command.message_id, context.at)
    )
    return receipt(done)


def purge_notice(command: PurgeNotice, context: Context, *, office: Office) -> dict[str, Any]:
    """Removes a notice after its year (ME-27); once."""
    done = office.notices.change(
        command.notice_id,
        context,
        lambda notice: notices.purge(notice, PurgeReason.ONE_YEAR, context.at),
    )
    return receipt(done)
