"""The organisation's inbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.messaging.application.callers import organisation_of
from services.messaging.application.ports import Office
from services.messaging.application.queries.shown import listing_titles
from services.messaging.application.sealing import open_contents
from services.messaging.projections.organisation_mails import ORGANISATION_MAILS


@dataclass(frozen=True)
class FindOrganisationMails:
    answered: str | None = None
    limit: int = 20
    offset: int = 0


def find_organisation_mails(
    query: FindOrganisationMails, context: Context, *, office: Office
) -> dict[str, Any]:
    """Mails to the caller's organisation, newest first; subject None once it was erased."""
    where: dict[str, Any] = {"organisation_id": organisation_of(context)}
    if query.answered is not None:
        where["answered"] = query.answered
    found = office.views.find(
        ORGANISATION_MAILS,
        where,
        order=[("sent_at", -1)],
        limit=query.limit,
        offset=query.offset,
    )
    firsts = [
        next((m["content"] for m in one["messages"] if m["author"] == "person"), None)
        for one in found
    ]
    contents = open_contents(office.personal_data, firsts)
    titles = listing_titles(office, found)
    items = [
        {
            "mail_id": document["mail_id"],
            "type": document["type"],
            "subject": content.get("subject"),
            "sender_name": content.get("sender_name"),
            "listing": titles.get(document["listing_id"]),
            "sent_at": document["sent_at"].isoformat(),
            "answered": document["answered"] == "yes",
            "left": document["left"],
            "version": document["version"],
        }
        for document, content in zip(found, contents, strict=True)
    ]
    return {"items": items, "total": office.views.count(ORGANISATION_MAILS, where)}
