"""The history of an organisation's scout mails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.messaging.application.callers import organisation_of
from services.messaging.application.ports import Office
from services.messaging.application.sealing import open_contents
from services.messaging.projections.scout_messages import SCOUT_MESSAGES, UNREAD

ORDERS = {"number": [("number", 1)], "newest": [("number", -1)]}


@dataclass(frozen=True)
class FindScoutMessages:
    order: str = "number"
    limit: int = 20
    offset: int = 0


def find_scout_messages(
    query: FindScoutMessages, context: Context, *, office: Office
) -> dict[str, Any]:
    """Each mail with its reply, by number (ME-14), and how many replies are unread (ME-15).

    Texts are None once they were erased.
    """
    where = {"organisation_id": organisation_of(context)}
    found = office.views.find(
        SCOUT_MESSAGES,
        where,
        order=ORDERS[query.order],
        limit=query.limit,
        offset=query.offset,
    )
    texts = open_contents(office.personal_data, [one["content"] for one in found])
    replies = open_contents(office.personal_data, [one["reply"] for one in found])
    items = [
        {
            "scout_id": document["scout_id"],
            "number": document["number"],
            "user_id": document["user_id"],
            "language": document["language"],
            "status": document["status"],
            "sent_at": document["sent_at"].isoformat(),
            "text": sent.get("text"),
            "replied_at": document["replied_at"] and document["replied_at"].isoformat(),
            "reply_text": reply.get("text"),
        }
        for document, sent, reply in zip(found, texts, replies, strict=True)
    ]
    return {
        "items": items,
        "total": office.views.count(SCOUT_MESSAGES, where),
        "unread": office.views.count(SCOUT_MESSAGES, {**where, "status": UNREAD}),
    }
