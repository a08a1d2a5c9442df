"""A notice of the portal in a person's mailbox (AP-40)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.messaging.domain.mail.events import Template
from services.messaging.domain.purging import MessagePurged, PurgeReason


@dataclass(frozen=True, slots=True)
class NoticeDelivered:
    """A notice lies in the mailbox; its text is made from the template when it is read."""

    notice_id: str
    person_id: str
    organisation_id: str
    template: Template
    references: dict[str, str]
    delivered_at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice."""

    notice_id: str = ""
    purged: bool = False


def deliver(notice: Notice, delivered: NoticeDelivered) -> list[NoticeDelivered]:
    """Puts the notice into the mailbox, once."""
    return [] if notice.notice_id else [delivered]


def purge(notice: Notice, reason: PurgeReason, now: datetime) -> list[MessagePurged]:
    """Removes the notice, once."""
    if not notice.notice_id or notice.purged:
        return []
    return [MessagePurged(notice.notice_id, notice.notice_id, reason, now)]


def evolve(state: Notice, event: Any) -> Notice:
    """The state after an event."""
    match event:
        case NoticeDelivered():
            return Notice(event.notice_id)
        case MessagePurged():
            return replace(state, purged=True)
        case _:
            return state
