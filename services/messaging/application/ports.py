"""What the use cases of this service need of the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from services.kernel.eventkit.application.ports import Neighbours, Numbers, PersonalData, Views
from services.kernel.eventkit.application.repository import Repository
from services.messaging.domain.box_entry.box_entry import BoxEntry
from services.messaging.domain.consultation.consultation import Consultation
from services.messaging.domain.identity_check.identity_check import IdentityCheck
from services.messaging.domain.mail.mail import Mail
from services.messaging.domain.notice.notice import Notice
from services.messaging.domain.organisation_mail.thread import Thread
from services.messaging.domain.scout_message.scout_message import ScoutMessage


@dataclass(frozen=True, slots=True)
class Letter:
    """The text of a mail, in the recipient's language; `body` is the text without its footer."""

    subject: str
    body: str
    text: str
    html: str


class LetterWriter(Protocol):
    """Makes texts from templates."""

    public_url: str

    def write(self, template: str, language: str, values: Mapping[str, Any]) -> Letter:
        """The letter; raises an error of its own when a value is missing."""


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """One mail, ready for the mail server."""

    message_id: str
    address: str
    name: str
    letter: Letter
    language: str
    written_at: datetime
    reply_to: str | None = None


class MailRefused(Exception):
    """The mail server refuses this mail for good; `reason` has no personal data."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MailDelayed(Exception):
    """The mail could not be handed over now; `reason` has no personal data."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MailTransport(Protocol):
    """The way to the mail server."""

    def send(self, mail: OutgoingMail) -> None:
        """Hands the mail over; raises MailRefused or MailDelayed."""


@dataclass(frozen=True, slots=True)
class Office:
    """Everything that the use cases of this service work with."""

    mails: Repository[Mail]
    threads: Repository[Thread]
    scouts: Repository[ScoutMessage]
    notices: Repository[Notice]
    box_entries: Repository[BoxEntry]
    identity_checks: Repository[IdentityCheck]
    consultations: Repository[Consultation]
    views: Views
    personal_data: PersonalData
    numbers: Numbers
    neighbours: Neighbours
    writer: LetterWriter
    transport: MailTransport
    mail_domain: str
