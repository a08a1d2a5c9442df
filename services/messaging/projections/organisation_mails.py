"""The organisations' inboxes: each mail with its answers."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.messaging.domain.organisation_mail.events import (
    CorrespondentLeft,
    OrganisationMailAnswered,
    OrganisationMailSent,
)
from services.messaging.domain.purging import MessagePurged
from services.messaging.projections.stored import pair

ORGANISATION_MAILS = "organisation_mails"

organisation_mails = Projection(
    ORGANISATION_MAILS,
    version=1,
    indexes=(
        Index((("organisation_id", 1), ("sent_at", -1))),
        Index((("person_id", 1),)),
    ),
)


def _mail_id(recorded: Recorded[Any]) -> str:
    return str(recorded.event.mail_id)


@organisation_mails.on(OrganisationMailSent, key=_mail_id)
def _sent(document: Document | None, recorded: Recorded[OrganisationMailSent]) -> Document:
    event = recorded.event
    return {
        "mail_id": event.mail_id,
        "organisation_id": event.organisation_id,
        "person_id": event.person_id,
        "listing_id": event.listing_id,
        "type": event.type.value,
        "sent_at": event.sent_at,
        "answered": "no",
        "left": False,
        "messages": [_message(event.mail_id, "person", event.content, event.sent_at)],
        "version": recorded.version,
    }


@organisation_mails.on(OrganisationMailAnswered, key=_mail_id)
def _answered(
    document: Document | None, recorded: Recorded[OrganisationMailAnswered]
) -> Document | None:
    if document is None:
        return None
    event = recorded.event
    message = _message(event.answer_id, "organisation", event.content, event.answered_at)
    messages = [*document["messages"], message]
    return {**document, "answered": "yes", "messages": messages, "version": recorded.version}


@organisation_mails.on(CorrespondentLeft, key=_mail_id)
def _left(document: Document | None, recorded: Recorded[CorrespondentLeft]) -> Document | None:
    return document and {**document, "left": True, "version": recorded.version}


@organisation_mails.on(MessagePurged, key=lambda recorded: recorded.event.thread_id)
def _purged(document: Document | None, recorded: Recorded[MessagePurged]) -> Document | None:
    if document is None:
        return None
    gone = recorded.event.message_id
    messages = [one for one in document["messages"] if one["message_id"] != gone]
    return {**document, "messages": messages, "version": recorded.version} if messages else None


def _message(message_id: str, author: str, content: Any, at: Any) -> Document:
    return {"message_id": message_id, "author": author, "content": pair(content), "at": at}
