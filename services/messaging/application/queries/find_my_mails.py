"""The individual's mailbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.messaging.application.callers import person_of
from services.messaging.application.letters import notice_letter
from services.messaging.application.ports import Office
from services.messaging.application.queries.shown import (
    is_unread,
    listing_titles,
    organisation_names,
    scout_subject,
)
from services.messaging.application.sealing import open_contents
from services.messaging.projections.mailbox import MAILBOX


@dataclass(frozen=True)
class FindMyMails:
    box: str = "received"
    limit: int = 20
    offset: int = 0


def find_my_mails(query: FindMyMails, context: Context, *, office: Office) -> dict[str, Any]:
    """One tab with subject, counterpart and date, newest first (ME-06, ME-08).

    `unread` counts the received messages that were never opened, whatever the tab (ME-26).
    """
    person_id = person_of(context)
    where = {"person_id": person_id, "box": query.box}
    found = office.views.find(
        MAILBOX, where, order=[("at", -1)], limit=query.limit, offset=query.offset
    )
    contents = open_contents(office.personal_data, [one["content"] for one in found])
    names = organisation_names(office, found, context.language)
    titles = listing_titles(office, found)
    items = []
    for document, content in zip(found, contents, strict=True):
        subject = content.get("subject", "")
        if document["template"]:
            subject = notice_letter(office.writer, office, document, context.language).subject
        if document["scout"]:
            subject = scout_subject(document, context.language)
        items.append(
            {
                "message_id": document["message_id"],
                "mail_id": document["mail_id"],
                "kind": document["kind"],
                "subject": subject,
                "organisation_id": document["organisation_id"],
                "counterpart": names.get(document["organisation_id"], ""),
                "listing": titles.get(document["listing_id"]),
                "at": document["at"].isoformat(),
                "unread": is_unread(document),
            }
        )
    unread = {"person_id": person_id, "box": "received", "read_at": None}
    return {
        "items": items,
        "total": office.views.count(MAILBOX, where),
        "unread": office.views.count(MAILBOX, unread),
    }
