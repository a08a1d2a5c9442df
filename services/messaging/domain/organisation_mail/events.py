"""What can happen to a mail that an individual wrote to an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.kernel.eventkit.domain import Sealed


class MailType(StrEnum):
    """メール種別 (D-82)."""

    LISTING = "question-on-listing"
    APPLYING = "question-on-applying"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class OrganisationMailSent:
    """An individual wrote; `content` holds subject, body and the sender's name."""

    mail_id: str
    organisation_id: str
    person_id: str
    listing_id: str | None
    type: MailType
    content: Sealed
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationMailAnswered:
    """The organisation answered; `content` holds subject, body and the address to write to."""

    mail_id: str
    answer_id: str
    organisation_id: str
    person_id: str
    listing_id: str | None
    content: Sealed
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class CorrespondentLeft:
    """The individual left the portal: these messages are gone from the own mailbox."""

    mail_id: str
    person_id: str
    message_ids: tuple[str, ...]
    left_at: datetime
