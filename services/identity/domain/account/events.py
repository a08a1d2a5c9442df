"""Stored events of an account: its registration, its credential and its sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.identity.domain.kinds import AccountKind, OpeningPath, School, SessionEnd
from services.kernel.eventkit.domain import Role, Sealed


@dataclass(frozen=True, slots=True)
class AccountEmailRegistered:
    """An individual's opening began: the address is the login ID (ID-01, ID-24, ID-26)."""

    account_id: str
    login_key: str
    email: Sealed
    language: str
    path: OpeningPath
    evening_course: bool
    issue_id: str
    link_until: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class OpeningAskedAgain:
    """The opening was asked for again, perhaps in another way; the owner gets a mail (ID-02)."""

    account_id: str
    link_until: datetime
    at: datetime
    path: OpeningPath | None = None


@dataclass(frozen=True, slots=True)
class AccountDiscarded:
    """Nobody completed the opening for 30 days (D-24)."""

    account_id: str
    login_key: str


@dataclass(frozen=True, slots=True)
class UserRegistered:
    """An individual completed the opening and is a simple registrant (ID-01, ID-29).

    `person` seals name, kana and birth date, `secret` the question with the hash of its answer.
    """

    account_id: str
    person: Sealed
    secret: Sealed | None
    password_hash: str
    terms_version: str
    privacy_version: str
    school: School | None
    at: datetime


@dataclass(frozen=True, slots=True)
class AccountInvited:
    """A registered organisation's person in charge may set a password."""

    account_id: str
    kind: AccountKind
    login_key: str
    organisation_id: str
    email: Sealed
    person: Sealed
    language: str
    issue_id: str
    link_until: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class AccountActivated:
    """The invited person set the first password."""

    account_id: str
    password_hash: str
    terms_version: str
    privacy_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InternalUserCreated:
    """An internal user with roles of section 1 (ID-87); without a hash a temporary password follows."""

    account_id: str
    login_key: str
    email: Sealed | None
    person: Sealed
    roles: tuple[Role, ...]
    organisation_id: str | None
    password_hash: str | None
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LoginSucceeded:
    """Login ID and password were right and no session was live."""

    account_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """A session began; of its token only the SHA-256 is kept. `device` seals what the browser said."""

    account_id: str
    session_id: str
    token_sha256: str
    password_change_only: bool
    device: Sealed | None
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionTokenReplaced:
    """The answer of a login was lost and asked for again: the token never delivered is void."""

    account_id: str
    session_id: str
    token_sha256: str


@dataclass(frozen=True, slots=True)
class SessionProlonged:
    """When the session could have expired it had been used: `seen_at` is the last request."""

    account_id: str
    session_id: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """A session ended by logout, reissue or leaving (ID-60)."""

    account_id: str
    session_id: str
    reason: SessionEnd
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionExpired:
    """More than 60 minutes without a request (ID-61, D-10)."""

    account_id: str
    session_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TemporaryPasswordIssued:
    """A temporary password replaces the old one and ends a lock (ID-64, D-08, D-15).

    The password itself is derived from `issue_id` with a key and stored nowhere.
    """

    account_id: str
    issue_id: str
    until: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class PasswordChanged:
    """The owner set a new password (ID-65, ID-66)."""

    account_id: str
    password_hash: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UserWithdrawn:
    """The individual left; the key of the personal data is destroyed (ID-20, D-27, D-89)."""

    account_id: str
    login_key: str
    at: datetime
    valid_until: date | None = None
