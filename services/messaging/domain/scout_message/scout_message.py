"""A scout mail with its one reply (求職者照会メール, SM-10, ME-09 to ME-15)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from services.kernel.eventkit.domain import Actor, Facet, Kind, NotFound, Refusal, Sealed
from services.messaging.domain.purging import MessagePurged, PurgeReason
from services.messaging.domain.scout_message.events import (
    ScoutedPersonLeft,
    ScoutMessageReplied,
    ScoutMessageSent,
    ScoutReplyRead,
)


class ScoutStatus(StrEnum):
    """The states of SM-10; `NONE` is before the mail."""

    NONE = "none"
    SENT = "sent"
    REPLIED_UNREAD = "replied-unread"
    REPLIED_READ = "replied-read"


class ScoutMailsForFullOrganisations(Refusal):
    """Only full organisations write scout mails (D-36)."""

    code = "scout-mails-for-full-organisations"
    kind = Kind.FORBIDDEN


class ScoutAlreadySent(Refusal):
    """There is one scout mail per organisation and person; what follows is direct (ME-11, D-85)."""

    code = "scout-already-sent"


class ScoutAlreadyReplied(Refusal):
    """Only the first reply goes through the portal; what follows is direct (ME-11)."""

    code = "scout-already-replied"


def require_full_organisation(actor: Actor) -> None:
    """Raises `ScoutMailsForFullOrganisations` for simple ones."""
    if Facet.FULL_ORGANISATION not in actor.facets:
        raise ScoutMailsForFullOrganisations


@dataclass(frozen=True, slots=True)
class ScoutMessage:
    """One thread. `sent` and `replied` stay for good; what was purged cannot be opened any more."""

    status: ScoutStatus = ScoutStatus.NONE
    sent: ScoutMessageSent | None = None
    replied: ScoutMessageReplied | None = None
    purged: frozenset[str] = frozenset()
    left: bool = False

    @property
    def message_ids(self) -> tuple[str, ...]:
        """The messages that are not erased."""
        ids = [self.sent.message_id] if self.sent else []
        ids += [self.replied.reply_id] if self.replied else []
        return tuple(one for one in ids if one not in self.purged)


def sent_by(scout: ScoutMessage, organisation_id: str) -> ScoutMessageSent:
    """The mail, for the organisation that wrote it. Raises NotFound for others."""
    if scout.sent is None or scout.sent.organisation_id != organisation_id:
        raise NotFound
    return scout.sent


def received_by(scout: ScoutMessage, person_id: str) -> ScoutMessageSent:
    """The mail, for the person it is in the mailbox of. Raises NotFound for others, and once erased."""
    sent = scout.sent
    if sent is None or sent.person_id != person_id or scout.left:
        raise NotFound
    if sent.message_id in scout.purged:
        raise NotFound
    return sent


def send(
    scout: ScoutMessage, write: Callable[[int], ScoutMessageSent], new_number: Callable[[], int]
) -> list[ScoutMessageSent]:
    """Sends the one mail of the thread; `write` makes it with its number. Raises ScoutAlreadySent."""
    if scout.status is not ScoutStatus.NONE:
        raise ScoutAlreadySent
    return [write(new_number())]


def reply(
    scout: ScoutMessage,
    person_id: str,
    reply_id: str,
    content: Sealed,
    now: datetime,
    *,
    address_disclosed: bool,
) -> list[ScoutMessageReplied]:
    """The person replies, once (ME-11, ME-12). Raises NotFound, ScoutAlreadyReplied."""
    sent = received_by(scout, person_id)
    if scout.replied is not None:
        raise ScoutAlreadyReplied
    replied = ScoutMessageReplied(
        scout_id=sent.scout_id,
        reply_id=reply_id,
        organisation_id=sent.organisation_id,
        person_id=person_id,
        address_disclosed=address_disclosed,
        content=content,
        replied_at=now,
    )
    return [replied]


def read_reply(scout: ScoutMessage, organisation_id: str, now: datetime) -> list[ScoutReplyRead]:
    """The organisation opens the thread: a reply counts as read from now on. Raises NotFound."""
    sent = sent_by(scout, organisation_id)
    if scout.status is not ScoutStatus.REPLIED_UNREAD:
        return []
    return [ScoutReplyRead(sent.scout_id, organisation_id, sent.person_id, now)]


def purge(scout: ScoutMessage, message_id: str, now: datetime) -> list[MessagePurged]:
    """Erases the mail or the reply after its year (ME-27); once."""
    if scout.sent is None or message_id not in scout.message_ids:
        return []
    return [MessagePurged(message_id, scout.sent.scout_id, PurgeReason.ONE_YEAR, now)]


def leave(scout: ScoutMessage, now: datetime) -> list[ScoutedPersonLeft | MessagePurged]:
    """The person leaves: the own mailbox is emptied and the own reply erased.

    The organisation keeps its mail until its year ends (D-89).
    """
    if scout.sent is None or scout.left:
        return []
    sent, reply_id = scout.sent, scout.replied.reply_id if scout.replied else None
    left = ScoutedPersonLeft(sent.scout_id, sent.person_id, scout.message_ids, now)
    if reply_id is None or reply_id in scout.purged:
        return [left]
    return [left, MessagePurged(reply_id, sent.scout_id, PurgeReason.LEFT_PORTAL, now)]


def evolve(state: ScoutMessage, event: Any) -> ScoutMessage:
    """The state after an event."""
    match event:
        case ScoutMessageSent():
            return ScoutMessage(ScoutStatus.SENT, event)
        case ScoutMessageReplied():
            return replace(state, status=ScoutStatus.REPLIED_UNREAD, replied=event)
        case ScoutReplyRead():
            return replace(state, status=ScoutStatus.REPLIED_READ)
        case ScoutedPersonLeft():
            return replace(state, left=True)
        case MessagePurged():
            return replace(state, purged=state.purged | {event.message_id})
        case _:
            return state
