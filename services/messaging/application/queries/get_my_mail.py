"""One message of the individual's mailbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.domain import NotFound
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
from services.messaging.domain.scout_message.scout_message import ScoutStatus
from services.messaging.projections.mailbox import MAILBOX


@dataclass(frozen=True)
class GetMyMail:
    message_id: str


def get_my_mail(query: GetMyMail, context: Context, *, office: Office) -> dict[str, Any]:
    """Subject, counterpart, date and full text (ME-07); raises NotFound (ME-08).

    `reply_address` is where to write directly (ME-05), None for other messages than answers; of a
    reply to a scout mail it is the own address, if it was disclosed (ME-12).
    """
    document = office.views.get(MAILBOX, query.message_id)
    if document is None or document["person_id"] != person_of(context):
        raise NotFound
    content = open_contents(office.personal_data, [document["content"]])[0]
    if document["template"]:
        letter = notice_letter(office.writer, office, document, context.language)
        content = {"subject": letter.subject, "text": letter.body}
    if document["scout"]:
        content["subject"] = scout_subject(document, context.language)
    names = organisation_names(office, [document], context.language)
    return {
        "message_id": document["message_id"],
        "mail_id": document["mail_id"],
        "box": document["box"],
        "kind": document["kind"],
        "type": document["type"],
        "subject": content.get("subject", ""),
        "text": content.get("text", ""),
        "reply_address": content.get("reply_address"),
        "organisation_id": document["organisation_id"],
        "counterpart": names.get(document["organisation_id"], ""),
        "listing": listing_titles(office, [document]).get(document["listing_id"]),
        "application_id": document["references"].get("application_id"),
        "scout": document["scout"] and _scout(document, office),
        "at": document["at"].isoformat(),
        "unread": is_unread(document),
    }


def _scout(document: Document, office: Office) -> dict[str, Any]:
    """Of a scout mail also whether it can be replied to, by the thread itself (ME-11)."""
    is_open = office.scouts.load(document["mail_id"])[0].status is ScoutStatus.SENT
    return {**document["scout"], "can_reply": document["kind"] == "scout" and is_open}
