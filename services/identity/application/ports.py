"""What the identity service needs of the world besides the kernel's parts."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, Protocol


class Passwords(Protocol):
    """Slow hashing of passwords and secret answers."""

    @property
    def decoy(self) -> str:
        """A hash of nothing: verifying against it takes the same time as against a real one."""

    def hash(self, text: str) -> str:
        """A salted hash to be stored."""

    def verify(self, hashed: str, text: str) -> bool:
        """Whether the text belongs to the hash."""


class RandomSource(Protocol):
    """Where unguessable bits come from."""

    def token_bytes(self, count: int) -> bytes:
        """That many random bytes."""


class Secrets(Protocol):
    """Secrets that are derived with a key whenever they are needed and stored nowhere."""

    def login_key(self, kind: str, login_id: str) -> str:
        """The name of a login ID's stream: the same for any case of the ID (D-12)."""

    def link_token(self, account_id: str, issue_id: str) -> str:
        """The token in a mailed link; begins with the account's id and a dot."""

    def temporary_password(self, issue_id: str) -> str:
        """8 characters of A-Z, a-z, 0-9 with at least one letter and one digit (D-15)."""

    def organisation_code(self, issue_id: str) -> str:
        """The organisation code (団体コード) of this issue (D-18)."""

    def proof(self, purpose: str, *parts: str) -> str:
        """43 characters of A-Z, a-z, 0-9, - and _ that only this service can make of the parts."""


class ProvidedIdentity(NamedTuple):
    """Somebody at a provider; both together mean one person for ever."""

    issuer: str
    subject: str


class SingleSignOn(Protocol):
    """The OpenID provider, if the portal has one (ID-45, D-19)."""

    @property
    def offered(self) -> bool:
        """Whether the portal has one."""

    def address(self, *, state: str, nonce: str, verifier: str) -> str:
        """Where the browser goes to log in. Raises `SingleSignOnNotOffered`, `ProviderAway`."""

    def identity(self, *, code: str, issuer: str, nonce: str, verifier: str) -> ProvidedIdentity:
        """Whom the provider vouches for with this code.

        `issuer` is what came back with the code, or empty. Raises `SingleSignOnFailed`,
        `SingleSignOnNotOffered` and `ProviderAway`.
        """


class OneTimeCodes(Protocol):
    """One-time codes by RFC 6238."""

    def address(self, secret: str, name: str) -> str:
        """The `otpauth:` address that authenticator apps read from a two-dimensional code."""

    def step_of(self, secret: str, typed: str, now: datetime) -> int | None:
        """The time step whose code was typed, now or just beside it; None for any other text."""


class SessionActivity(Protocol):
    """When sessions were last used: too many writes, and too fleeting, for events."""

    def begin(self, session_id: str, at: datetime) -> None:
        """A session is in use from this moment; again is harmless."""

    def touch(self, session_id: str, at: datetime, since: datetime) -> bool:
        """Notes a request; False, and nothing noted, when the last one was before `since`."""

    def last_seen(self, session_id: str) -> datetime | None:
        """The last request; None when the session is unknown or over."""

    def end(self, session_id: str) -> None:
        """Forgets a session, so that no further request is taken for it."""


class SpentChallenges(Protocol):
    """Which challenges of passkeys were answered: too fleeting for events."""

    def take(self, challenge_key: str, taker: str, at: datetime) -> bool:
        """Takes a challenge for one command; False when another command has taken it.

        It may be forgotten a day later: nobody accepts it any more by then.
        """
