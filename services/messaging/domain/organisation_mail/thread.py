"""A mail to an organisation with its answers (ME-01 to ME-08)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from services.kernel.eventkit.domain import Actor, Facet, Kind, NotFound, Refusal, Sealed
from services.messaging.domain.organisation_mail.events import (
    CorrespondentLeft,
    OrganisationMailAnswered,
    OrganisationMailSent,
)
from services.messaging.domain.purging import MessagePurged, PurgeReason

MOST_ANSWERS = 100
"""Answers to one mail: more than anybody writes, and a document of a few megabytes."""


class CorrespondentHasLeft(Refusal):
    """The individual has left the portal; nobody would read the answer."""

    code = "correspondent-has-left"


class MailNeedsFullRegistration(Refusal):
    """Only full registrants write to organisations (ID-06, D-21)."""

    code = "full-registration-needed-for-mail"
    kind = Kind.FORBIDDEN


class MailAlreadySent(Refusal):
    """A mail cannot be sent a second time under the same id."""

    code = "mail-already-sent"


class MailHasBeenErased(Refusal):
    """The mail was erased after its year; it cannot be answered any more."""

    code = "mail-has-been-erased"


class TooManyAnswers(Refusal):
    """A mail and its answers are shown together, so that there is an end to them."""

    code = "too-many-answers"


def require_full_registration(actor: Actor) -> None:
    """Raises `MailNeedsFullRegistration` for simple registrants."""
    if Facet.FULL_REGISTRANT not in actor.facets:
        raise MailNeedsFullRegistration


@dataclass(frozen=True, slots=True)
class Message:
    """The mail itself (its id is the thread's) or one answer."""

    message_id: str
    content: Sealed


@dataclass(frozen=True, slots=True)
class Thread:
    """The mail and its answers; `messages` are those not erased."""

    mail_id: str = ""
    organisation_id: str = ""
    person_id: str = ""
    listing_id: str | None = None
    messages: tuple[Message, ...] = ()
    left: bool = False

    def message(self, message_id: str) -> Message | None:
        """The message with this id, unless it was erased."""
        return next((one for one in self.messages if one.message_id == message_id), None)


def send(thread: Thread, sent: OrganisationMailSent) -> list[OrganisationMailSent]:
    """Sends the first mail."""
    if thread.mail_id:
        raise MailAlreadySent
    return [sent]


def answer(
    thread: Thread, answer_id: str, content: Sealed, now: datetime
) -> list[OrganisationMailAnswered]:
    """The organisation answers.

    Raises NotFound, CorrespondentHasLeft, MailHasBeenErased, TooManyAnswers.
    """
    if not thread.mail_id:
        raise NotFound
    if thread.left:
        raise CorrespondentHasLeft
    if thread.message(thread.mail_id) is None:
        raise MailHasBeenErased
    if len(thread.messages) > MOST_ANSWERS:
        raise TooManyAnswers
    answered = OrganisationMailAnswered(
        mail_id=thread.mail_id,
        answer_id=answer_id,
        organisation_id=thread.organisation_id,
        person_id=thread.person_id,
        listing_id=thread.listing_id,
        content=content,
        answered_at=now,
    )
    return [answered]


def purge(thread: Thread, message_id: str, now: datetime) -> list[MessagePurged]:
    """Erases one message after its year; once."""
    if thread.message(message_id) is None:
        return []
    return [MessagePurged(message_id, thread.mail_id, PurgeReason.ONE_YEAR, now)]


def leave(thread: Thread, now: datetime) -> list[CorrespondentLeft | MessagePurged]:
    """The individual leaves: the own mailbox is emptied and the own text erased.

    The organisation keeps its answers until their year ends (D-89).
    """
    if not thread.mail_id or thread.left:
        return []
    ids = tuple(one.message_id for one in thread.messages)
    left = CorrespondentLeft(thread.mail_id, thread.person_id, ids, now)
    if thread.message(thread.mail_id) is None:
        return [left]
    own = MessagePurged(thread.mail_id, thread.mail_id, PurgeReason.LEFT_PORTAL, now)
    return [left, own]


def evolve(state: Thread, event: Any) -> Thread:
    """The state after an event."""
    match event:
        case OrganisationMailSent():
            return Thread(
                event.mail_id,
                event.organisation_id,
                event.person_id,
                event.listing_id,
                (Message(event.mail_id, event.content),),
            )
        case OrganisationMailAnswered():
            return replace(
                state, messages=(*state.messages, Message(event.answer_id, event.content))
            )
        case CorrespondentLeft():
            return replace(state, left=True)
        case MessagePurged():
            left = tuple(one for one in state.messages if one.message_id != event.message_id)
            return replace(state, messages=left)
        case _:
            return state
