"""Logging in (SM-03)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.identity.domain.account.events import (
    LoginSucceeded,
    SessionExpired,
    SessionStarted,
    SessionTokenReplaced,
)
from services.identity.domain.account.session import is_idle
from services.identity.domain.account.state import Account
from services.identity.domain.attempts import (
    AccountLocked,
    LoginFailed,
    LoginRefused,
    fail,
    refuse_while_locked,
)
from services.identity.domain.credentials.events import (
    RecoveryCodeUsed,
    SecondStepAsked,
    TotpCodeUsed,
)
from services.identity.domain.credentials.second_factor import Match, spend
from services.identity.domain.credentials.state import Totp
from services.identity.domain.kinds import FINAL, Standing
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import Kind, Refusal, Sealed


class AlreadyLoggedIn(Refusal):
    """A session of the account is live; logging out there or 60 minutes end it (ID-59, D-09)."""

    code = "already-logged-in"


class AccountSuspended(Refusal):
    """The use of this account is restricted; only told to who knows the password (ID-30)."""

    code = "account-suspended"
    kind = Kind.FORBIDDEN


def refuse_restricted(account: Account) -> None:
    """A right password opens no account that is suspended or stopped, or of a deceased person.

    Raises `AccountSuspended`, and `LoginRefused` as for any wrong login (ID-21, ID-30, ID-87).
    """
    if account.standing is Standing.SUSPENDED:
        raise AccountSuspended
    if account.standing in (Standing.DECEASED, Standing.STOPPED):
        raise LoginRefused


@dataclass(frozen=True, slots=True)
class NewSession:
    """The session that a right password starts; `device` is asked for only then."""

    session_id: str
    token_sha256: str
    device: Callable[[], Sealed | None]


LoginEvent = LoginFailed | AccountLocked | LoginSucceeded | SessionExpired | SessionStarted


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """What a login brings for a second factor: a typed code, or the id under which one is awaited."""

    step_id: str
    code: Callable[[Totp], Match | None] | None


def log_in(
    account: Account,
    password_is_right: Callable[[], bool],
    second: SecondFactor,
    new: NewSession,
    last_seen: Callable[[str], datetime | None],
    now: datetime,
    rules: Rules,
) -> list[LoginEvent | SecondStepAsked | TotpCodeUsed | RecoveryCodeUsed]:
    """One attempt: a failure is an event as well; the third in a row locks.

    The password is looked at only while the account is not locked, and as the outcome holds only
    for the state it was decided on, no more than three wrong ones in a row are ever evaluated,
    however many attempts run at once. With a second factor and no code the right password starts no
    session: a code is awaited. A wrong or used code counts like a wrong password. Raises `AccountIsLocked`, and `AlreadyLoggedIn` for the
    right password while a session is live, which counts as nothing (D-09); `AccountSuspended`.
    """
    if account.standing in FINAL:
        raise LoginRefused
    refuse_while_locked(account.attempts)
    if not password_is_right():
        return [*fail(account.attempts, account.account_id, now, rules)]
    temporary = account.temporary is not None
    begun = begin_session(account, new, last_seen, now, rules, password_change_only=temporary)
    totp = account.credentials.totp
    if totp is None:
        return [*begun]
    if second.code is None:
        until = now + rules.second_step_valid
        return [SecondStepAsked(account.account_id, second.step_id, until, now)]
    spent = spend(account.account_id, totp, second.code(totp), now)
    if not spent:
        return [*fail(account.attempts, account.account_id, now, rules)]
    return [*spent, *begun]


def begin_session(
    account: Account,
    new: NewSession,
    last_seen: Callable[[str], datetime | None],
    now: datetime,
    rules: Rules,
    *,
    password_change_only: bool,
) -> list[LoginEvent]:
    """The session of somebody who has shown who they are; one that is idle ends by it.

    Raises `AccountSuspended`, `LoginRefused`, and `AlreadyLoggedIn` while a session is live.
    """
    refuse_restricted(account)
    events: list[LoginEvent] = []
    session = account.session
    if session is not None:
        if not is_idle(session, last_seen(session.session_id), now, rules):
            raise AlreadyLoggedIn
        events.append(SessionExpired(account.account_id, session.session_id, now))
    events.append(LoginSucceeded(account.account_id, now))
    events.append(
        SessionStarted(
            account.account_id,
            new.session_id,
            new.token_sha256,
            password_change_only,
            new.device(),
            now,
        )
    )
    return events


def replace_token(
    account: Account,
    session_id: str,
    password_is_right: Callable[[], bool],
    token_sha256: str,
    now: datetime,
    rules: Rules,
) -> list[SessionTokenReplaced | LoginFailed | AccountLocked]:
    """The same login asked for again after its answer was lost gets a new token.

    The password has to be right again, and a wrong one counts like any other: a key that somebody
    else has used for a login must not be a way around the lock (ID-56). Raises `AccountIsLocked`,
    and `LoginRefused` when the session has ended meanwhile.
    """
    refuse_while_locked(account.attempts)
    session = account.session
    if session is None or session.session_id != session_id:
        raise LoginRefused
    if not password_is_right():
        return [*fail(account.attempts, account.account_id, now, rules)]
    return [SessionTokenReplaced(account.account_id, session_id, token_sha256)]
