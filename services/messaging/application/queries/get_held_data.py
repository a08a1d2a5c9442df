"""What this service holds about the caller, for the download of everything held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document
from services.messaging.application.callers import person_of
from services.messaging.application.letters import notice_letter
from services.messaging.application.ports import Office
from services.messaging.application.queries.consultations_shown import opened, whole
from services.messaging.application.queries.shown import scout_subject
from services.messaging.application.sealing import open_contents
from services.messaging.projections.consultations import CONSULTATIONS
from services.messaging.projections.mailbox import MAILBOX
from services.messaging.projections.notice_mails import NOTICE_MAILS


@dataclass(frozen=True)
class GetHeldData:
    pass


def get_held_data(query: GetHeldData, context: Context, *, office: Office) -> dict[str, Any]:
    """The whole mailbox with its texts, career consultations, and which mails the portal sent when.

    Statements that others made about a consultation are held about the person, too, but they are
    internal: the person sees the final answer only (ME-45).
    """
    person_id = person_of(context)
    found = office.views.find(MAILBOX, {"person_id": person_id}, order=[("at", -1)])
    contents = open_contents(office.personal_data, [one["content"] for one in found])
    messages = []
    for document, content in zip(found, contents, strict=True):
        if document["template"]:
            letter = notice_letter(office.writer, office, document, context.language)
            content = {"subject": letter.subject, "text": letter.body}
        if document["scout"]:
            content["subject"] = scout_subject(document, context.language)
        messages.append(_message(document, content))
    mails = office.views.find(NOTICE_MAILS, {"account_id": person_id}, order=[("queued_at", -1)])
    return {
        "parts": [
            {"name": "messages", "items": messages},
            {"name": "consultations", "items": _consultations(person_id, office)},
            {"name": "sent-mails", "items": [_mail(one) for one in mails]},
        ]
    }


def _consultations(person_id: str, office: Office) -> list[dict[str, Any]]:
    found = office.views.find(
        CONSULTATIONS, {"person_id": person_id}, order=[("requested_at", -1), ("_id", 1)]
    )
    items = []
    for document in found:
        texts = opened(document, office)
        held = {**whole(document, texts), "name": texts["content"].get("name")}
        items.append({key: value for key, value in held.items() if key != "version"})
    return items


def _message(document: Document, content: dict[str, Any]) -> dict[str, Any]:
    kept = ("message_id", "box", "kind", "type", "organisation_id", "listing_id")
    return {
        **{name: document[name] for name in kept},
        **_of_scout(document, content),
        "subject": content.get("subject", ""),
        "text": content.get("text", ""),
        "at": document["at"].isoformat(),
        **({"read_at": document["read_at"].isoformat()} if document["read_at"] else {}),
    }


def _of_scout(document: Document, content: dict[str, Any]) -> dict[str, Any]:
    """What of a scout mail or a reply is held beyond its text."""
    if not document["scout"]:
        return {}
    kept = {"language", "address_disclosed"}
    more = {name: value for name, value in document["scout"].items() if name in kept}
    return {**more, "reply_address": content.get("reply_address")}


def _mail(document: Document) -> dict[str, Any]:
    return {
        "template": document["template"],
        "state": document["state"],
        "queued_at": document["queued_at"].isoformat(),
    }
