"""The organisations' scout mails with their replies (ME-14)."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.messaging.domain.purging import MessagePurged
from services.messaging.domain.scout_message.events import (
    ScoutMessageReplied,
    ScoutMessageSent,
    ScoutReplyRead,
)
from services.messaging.domain.scout_message.scout_message import ScoutStatus
from services.messaging.projections.stored import pair

SCOUT_MESSAGES = "scout_messages"
UNREAD = ScoutStatus.REPLIED_UNREAD.value

scout_messages = Projection(
    SCOUT_MESSAGES,
    version=1,
    indexes=(
        Index((("organisation_id", 1), ("number", 1))),
        Index((("organisation_id", 1), ("status", 1))),
        Index((("person_id", 1),)),
    ),
)


def _scout_id(recorded: Recorded[Any]) -> str:
    return str(recorded.event.scout_id)


@scout_messages.on(ScoutMessageSent, key=_scout_id)
def _sent(document: Document | None, recorded: Recorded[ScoutMessageSent]) -> Document:
    event = recorded.event
    return {
        "scout_id": event.scout_id,
        "message_id": event.message_id,
        "number": event.number,
        "organisation_id": event.organisation_id,
        "person_id": event.person_id,
        "user_id": event.user_id,
        "language": event.language,
        "status": ScoutStatus.SENT.value,
        "content": pair(event.content),
        "sent_at": event.sent_at,
        "reply_id": None,
        "reply": None,
        "replied_at": None,
    }


@scout_messages.on(ScoutMessageReplied, key=_scout_id)
def _replied(document: Document | None, recorded: Recorded[ScoutMessageReplied]) -> Document | None:
    event = recorded.event
    more = {
        "status": UNREAD,
        "reply_id": event.reply_id,
        "reply": pair(event.content),
        "replied_at": event.replied_at,
    }
    return document and {**document, **more}


@scout_messages.on(ScoutReplyRead, key=_scout_id)
def _read(document: Document | None, recorded: Recorded[ScoutReplyRead]) -> Document | None:
    return document and {**document, "status": ScoutStatus.REPLIED_READ.value}


@scout_messages.on(MessagePurged, key=lambda recorded: recorded.event.thread_id)
def _purged(document: Document | None, recorded: Recorded[MessagePurged]) -> Document | None:
    """The line stays with its dates, so that the numbers of a history have no gaps."""
    if document is None:
        return None
    gone = recorded.event.message_id
    erased = {
        name: None
        for name, key in (("content", "message_id"), ("reply", "reply_id"))
        if document[key] == gone
    }
    return {**document, **erased}
