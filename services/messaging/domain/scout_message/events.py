"""What can happen to a scout mail (求職者照会メール, SM-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.kernel.eventkit.domain import Sealed


@dataclass(frozen=True, slots=True)
class ScoutMessageSent:
    """An organisation wrote to a job seeker; `content` holds the text.

    `number` counts the scout mails of the organisation; `user_id` is how it knows the person.
    """

    scout_id: str
    message_id: str
    number: int
    organisation_id: str
    person_id: str
    user_id: str
    language: str
    content: Sealed
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class ScoutMessageReplied:
    """The job seeker replied; `content` holds the text, and the address if it was disclosed."""

    scout_id: str
    reply_id: str
    organisation_id: str
    person_id: str
    address_disclosed: bool
    content: Sealed
    replied_at: datetime


@dataclass(frozen=True, slots=True)
class ScoutReplyRead:
    """The organisation opened the reply."""

    scout_id: str
    organisation_id: str
    person_id: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class ScoutedPersonLeft:
    """The job seeker left the portal: these messages are gone from the own mailbox."""

    scout_id: str
    person_id: str
    message_ids: tuple[str, ...]
    left_at: datetime
