"""What can happen to a notice mail of the portal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Template(StrEnum):
    """The mails the portal sends (ME-31)."""

    ACCOUNT_OPENING = "account-opening"
    ADDRESS_IN_USE = "address-in-use"
    TEMPORARY_PASSWORD = "temporary-password"
    ORGANISATION_REGISTERED = "organisation-registered"
    ORGANISATION_REJECTED = "organisation-rejected"
    ORGANISATION_GONE = "organisation-gone"
    ORGANISATION_CODE = "organisation-code"
    ORGANISATION_EXTENSION = "organisation-extension"
    ORGANISATION_EXPIRED = "organisation-expired"
    ORGANISATION_CONFIRMATION = "organisation-confirmation"
    LISTING_RETURNED = "listing-returned"
    LISTING_APPROVED = "listing-approved"
    PRESS_RELEASE_PUBLISHED = "press-release-published"
    PRESS_RELEASE_RETURNED = "press-release-returned"
    APPLICATION_STATUS = "application-status"
    APPLICANT_LEFT = "applicant-left"
    ORGANISATION_MAIL_RECEIVED = "organisation-mail-received"
    ORGANISATION_ANSWER = "organisation-answer"
    SCOUT_RECEIVED = "scout-received"
    SCOUT_REPLIED = "scout-replied"
    CONSULTATION_ASSIGNED = "consultation-assigned"
    CONSULTATION_SCHEDULED = "consultation-scheduled"
    CONSULTATION_REFERRED = "consultation-referred"
    CONSULTATION_ANSWERED = "consultation-answered"
    CONSULTATION_CANCELLED = "consultation-cancelled"
    SURVEY_OPEN = "survey-open"
    FULL_REGISTRATION_APPROVED = "full-registration-approved"
    FULL_REGISTRATION_REJECTED = "full-registration-rejected"
    FULL_REGISTRATION_RETURNED = "full-registration-returned"
    FULL_REGISTRATION_CLEANED_UP = "full-registration-cleaned-up"
    EXTENSION_NOTICE = "extension-notice"
    TALENT_REGISTRATION_EXPIRED = "talent-registration-expired"
    DATA_CONFIRMATION = "data-confirmation"
    USER_SUSPENDED = "user-suspended"
    USER_REINSTATED = "user-reinstated"


@dataclass(frozen=True, slots=True)
class MailQueued:
    """A mail is to be sent to an account or an organisation; `references` hold facts and ids."""

    mail_id: str
    template: Template
    account_id: str | None
    organisation_id: str | None
    references: dict[str, str]
    queued_at: datetime


@dataclass(frozen=True, slots=True)
class MailSent:
    """The mail server took it."""

    mail_id: str
    message_id: str
    attempt: int
    sent_at: datetime


@dataclass(frozen=True, slots=True)
class MailAttemptFailed:
    """The mail server did not take it this time."""

    mail_id: str
    attempt: int
    reason: str
    retry_at: datetime
    failed_at: datetime


@dataclass(frozen=True, slots=True)
class MailSuppressed:
    """It was not sent, because there is nobody to send it to any more (ME-32)."""

    mail_id: str
    reason: str
    suppressed_at: datetime


@dataclass(frozen=True, slots=True)
class MailGivenUp:
    """The mail server refused it for good, or too often."""

    mail_id: str
    attempts: int
    reason: str
    given_up_at: datetime
