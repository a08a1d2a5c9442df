"""The entries of individuals' mailboxes, read and unread (ME-06, ME-26)."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.messaging.domain.box_entry.box_entry import MessageRead
from services.messaging.domain.notice.notice import NoticeDelivered
from services.messaging.domain.organisation_mail.events import (
    CorrespondentLeft,
    OrganisationMailAnswered,
    OrganisationMailSent,
)
from services.messaging.domain.purging import MessagePurged
from services.messaging.domain.scout_message.events import (
    ScoutedPersonLeft,
    ScoutMessageReplied,
    ScoutMessageSent,
)
from services.messaging.projections.stored import pair

MAILBOX = "mailbox"

mailbox = Projection(
    MAILBOX, version=3, indexes=(Index((("person_id", 1), ("box", 1), ("at", -1))),)
)


@mailbox.on(OrganisationMailSent, key=lambda recorded: recorded.event.mail_id)
def _sent(document: Document | None, recorded: Recorded[OrganisationMailSent]) -> Document:
    event = recorded.event
    return {
        "message_id": event.mail_id,
        "mail_id": event.mail_id,
        "box": "sent",
        "kind": "organisation-mail",
        "type": event.type.value,
        "person_id": event.person_id,
        "organisation_id": event.organisation_id,
        "listing_id": event.listing_id,
        "content": pair(event.content),
        "template": None,
        "references": {},
        "scout": None,
        "read_at": None,
        "at": event.sent_at,
    }


@mailbox.on(OrganisationMailAnswered, key=lambda recorded: recorded.event.answer_id)
def _answered(document: Document | None, recorded: Recorded[OrganisationMailAnswered]) -> Document:
    event = recorded.event
    return {
        "message_id": event.answer_id,
        "mail_id": event.mail_id,
        "box": "received",
        "kind": "answer",
        "type": None,
        "person_id": event.person_id,
        "organisation_id": event.organisation_id,
        "listing_id": event.listing_id,
        "content": pair(event.content),
        "template": None,
        "references": {},
        "scout": None,
        "read_at": None,
        "at": event.answered_at,
    }


@mailbox.on(NoticeDelivered, key=lambda recorded: recorded.event.notice_id)
def _delivered(document: Document | None, recorded: Recorded[NoticeDelivered]) -> Document:
    event = recorded.event
    return {
        "message_id": event.notice_id,
        "mail_id": None,
        "box": "received",
        "kind": "notice",
        "type": None,
        "person_id": event.person_id,
        "organisation_id": event.organisation_id,
        "listing_id": event.references.get("listing_id"),
        "content": None,
        "template": event.template.value,
        "references": event.references,
        "scout": None,
        "read_at": None,
        "at": event.delivered_at,
    }


@mailbox.on(ScoutMessageSent, key=lambda recorded: recorded.event.message_id)
def _scouted(document: Document | None, recorded: Recorded[ScoutMessageSent]) -> Document:
    event = recorded.event
    scout = {"scout_id": event.scout_id, "language": event.language, "address_disclosed": None}
    return {
        **_of_scout(event.message_id, event.scout_id, "received", "scout"),
        "person_id": event.person_id,
        "organisation_id": event.organisation_id,
        "content": pair(event.content),
        "scout": scout,
        "at": event.sent_at,
    }


@mailbox.on(ScoutMessageReplied, key=lambda recorded: recorded.event.reply_id)
def _replied(document: Document | None, recorded: Recorded[ScoutMessageReplied]) -> Document:
    event = recorded.event
    scout = {
        "scout_id": event.scout_id,
        "language": None,
        "address_disclosed": event.address_disclosed,
    }
    return {
        **_of_scout(event.reply_id, event.scout_id, "sent", "scout-reply"),
        "person_id": event.person_id,
        "organisation_id": event.organisation_id,
        "content": pair(event.content),
        "scout": scout,
        "at": event.replied_at,
    }


@mailbox.on(MessageRead, key=lambda recorded: recorded.event.message_id)
def _read(document: Document | None, recorded: Recorded[MessageRead]) -> Document | None:
    # What was purged in the meantime stays away.
    return document and {**document, "read_at": recorded.event.read_at}


@mailbox.on(CorrespondentLeft, ScoutedPersonLeft, key=lambda recorded: recorded.event.message_ids)
def _left(document: Document | None, recorded: Recorded[Any]) -> Document | None:
    return None


@mailbox.on(MessagePurged, key=lambda recorded: recorded.event.message_id)
def _purged(document: Document | None, recorded: Recorded[MessagePurged]) -> Document | None:
    return None


def _of_scout(message_id: str, scout_id: str, box: str, kind: str) -> Document:
    return {
        "message_id": message_id,
        "mail_id": scout_id,
        "box": box,
        "kind": kind,
        "type": None,
        "listing_id": None,
        "template": None,
        "references": {},
        "read_at": None,
    }
