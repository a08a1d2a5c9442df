"""One mail of the organisation's inbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound
from services.messaging.application.callers import organisation_of
from services.messaging.application.ports import Office
from services.messaging.application.queries.shown import listing_titles
from services.messaging.application.sealing import open_contents
from services.messaging.projections.organisation_mails import ORGANISATION_MAILS


@dataclass(frozen=True)
class GetOrganisationMail:
    mail_id: str


def get_organisation_mail(
    query: GetOrganisationMail, context: Context, *, office: Office
) -> dict[str, Any]:
    """The mail with its answers, in order; erased texts are left out. Raises NotFound."""
    document = office.views.get(ORGANISATION_MAILS, query.mail_id)
    if document is None or document["organisation_id"] != organisation_of(context):
        raise NotFound
    pairs = [one["content"] for one in document["messages"]]
    contents = open_contents(office.personal_data, pairs)
    messages = [
        {
            "message_id": one["message_id"],
            "author": one["author"],
            "name": content.get("sender_name"),
            "subject": content.get("subject", ""),
            "text": content.get("text", ""),
            "reply_address": content.get("reply_address"),
            "at": one["at"].isoformat(),
        }
        for one, content in zip(document["messages"], contents, strict=True)
        if content
    ]
    return {
        "mail_id": document["mail_id"],
        "type": document["type"],
        "listing": listing_titles(office, [document]).get(document["listing_id"]),
        "sent_at": document["sent_at"].isoformat(),
        "answered": document["answered"] == "yes",
        "can_answer": not document["left"] and any(m["author"] == "person" for m in messages),
        "messages": messages,
        "version": document["version"],
    }
