"""Passkeys: registering, removing and logging in with one (WebAuthn).

A passkey is two factors at once, the device and what unlocks it: it opens a session without
password and without one-time code, under the same lock and for one device at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.identity.domain.account.login import LoginEvent, NewSession, begin_session
from services.identity.domain.account.state import Account
from services.identity.domain.attempts import refuse_while_locked
from services.identity.domain.credentials.passkey_events import (
    PasskeyCounterWentBack,
    PasskeyRegistered,
    PasskeyRemoved,
    PasskeyUsed,
    RemovedBy,
)
from services.identity.domain.credentials.passkey_owner import PasskeyRegisteredAlready
from services.identity.domain.credentials.passkey_removal import removed
from services.identity.domain.credentials.state import Credentials, Passkey
from services.identity.domain.kinds import CLOSED, USABLE, AccountKind
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import Kind, NotFound, Refusal

MOST_PASSKEYS = 10


class PasskeysNotOffered(Refusal):
    """Browsers have passkeys for a site with a name and HTTPS only; this portal has neither."""

    code = "passkeys-not-offered"


class PasskeyChallengeOver(Refusal):
    """The challenge was answered already, is too old, or was for another browser or session."""

    code = "passkey-challenge-over"
    kind = Kind.FORBIDDEN


class PasskeyNotAccepted(Refusal):
    """What the browser brought is no new credential for this portal with the user verified."""

    code = "passkey-not-accepted"
    kind = Kind.INVALID


class PasskeyRefused(Refusal):
    """What was shown opens no account; says nothing about which or why (ID-58)."""

    code = "passkey-refused"
    kind = Kind.FORBIDDEN


class PasskeyBehind(Refusal):
    """The counter of the passkey went back: somebody may have copied it. Only told to who has it."""

    code = "passkey-behind"
    kind = Kind.FORBIDDEN


class TooManyPasskeys(Refusal):
    """One has to be removed before another is registered."""

    code = "too-many-passkeys"


def require_room(account: Account) -> None:
    """Raises `NotFound` for accounts that are not open, and `TooManyPasskeys`."""
    if account.standing not in USABLE:
        raise NotFound
    if len(account.credentials.passkeys) >= MOST_PASSKEYS:
        raise TooManyPasskeys(most=MOST_PASSKEYS)


def register(account: Account, new: PasskeyRegistered) -> list[PasskeyRegistered]:
    """Adds it. Raises `NotFound`, `TooManyPasskeys`, `PasskeyRegisteredAlready`."""
    require_room(account)
    if any(one.credential_key == new.credential_key for one in account.credentials.passkeys):
        raise PasskeyRegisteredAlready
    return [new]


def remove(
    account_id: str, credentials: Credentials, passkey_id: str, now: datetime
) -> list[PasskeyRemoved]:
    """Removes one. Raises `NotFound`."""
    passkey = credentials.passkey(passkey_id)
    if passkey is None:
        raise NotFound
    return [removed(account_id, passkey, RemovedBy.OWNER, now)]


@dataclass(frozen=True, slots=True)
class Shown:
    """A right answer of a passkey to a challenge of this portal, with the user verified."""

    passkey_id: str
    sign_count: int
    challenge_key: str


def log_in(
    account: Account,
    shown: Shown,
    new: NewSession,
    last_seen: Callable[[str], datetime | None],
    now: datetime,
    rules: Rules,
    *,
    internal: bool,
) -> list[LoginEvent | PasskeyUsed | PasskeyCounterWentBack]:
    """Starts a session without password and code, or records a counter that went back.

    `internal` is whether it is the login of internal users, who have one of their own (ID-53).
    Raises `PasskeyRefused`, `AccountIsLocked`, `AccountSuspended`, `AlreadyLoggedIn`.
    """
    passkey = account.credentials.passkey(shown.passkey_id)
    if passkey is None or account.standing in CLOSED:
        raise PasskeyRefused
    if (account.kind is AccountKind.INTERNAL) is not internal:
        raise PasskeyRefused
    refuse_while_locked(account.attempts)
    if _went_back(passkey, shown):
        return [
            PasskeyCounterWentBack(
                account.account_id, passkey.passkey_id, passkey.sign_count, shown.sign_count, now
            )
        ]
    used = PasskeyUsed(
        account.account_id, passkey.passkey_id, shown.sign_count, shown.challenge_key, now
    )
    begun = begin_session(account, new, last_seen, now, rules, password_change_only=False)
    return [used, *begun]


def _went_back(passkey: Passkey, shown: Shown) -> bool:
    """Authenticators that do not count say 0 every time (WebAuthn, section 6.1.1)."""
    counts = shown.sign_count > 0 or passkey.sign_count > 0
    return counts and shown.sign_count <= passkey.sign_count


def was_shown(account: Account, shown: Shown) -> bool:
    """Whether this answer is the one used last: who repeats a login has to have it."""
    passkey = account.credentials.passkey(shown.passkey_id)
    return passkey is not None and passkey.challenge_key == shown.challenge_key
