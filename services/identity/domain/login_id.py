"""Login IDs: which account an ID belongs to, and what was tried with an ID that belongs to nobody.

The stream is named by a keyed digest of (kind, ID without case), so an ID is unique within its
kind without being written down anywhere (ID-02, D-11, D-12).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.identity.domain.attempts import (
    NO_ATTEMPTS,
    AccountLocked,
    Attempts,
    LoginFailed,
    ReissueRefused,
    after_failure,
    after_lock,
    after_wrong_reissue,
    fail,
    fail_reissue,
    refuse_while_closed,
    refuse_while_locked,
)
from services.identity.domain.kinds import AccountKind
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import Refusal


class LoginIdInUse(Refusal):
    """Another account of the kind has this login ID; only told to staff (ID-02)."""

    code = "login-id-in-use"


@dataclass(frozen=True, slots=True)
class LoginIdClaimed:
    """The ID belongs to this account from now on; what was counted before is forgotten."""

    login_key: str
    kind: AccountKind
    account_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OpeningAsked:
    """Somebody asked to open an account with an ID that belongs to one already."""

    login_key: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LoginIdReleased:
    """The account is gone; the ID can be registered again (D-27)."""

    login_key: str
    account_id: str


@dataclass(frozen=True, slots=True)
class LoginId:
    """One login ID of one kind. `claims` counts the accounts it has belonged to."""

    account_id: str | None = None
    claims: int = 0
    asked_at: datetime | None = None
    attempts: Attempts = NO_ATTEMPTS


FREE = LoginId()


def evolve(state: LoginId, event: object) -> LoginId:
    """The fold of a login ID."""
    match event:
        case LoginIdClaimed():
            return LoginId(event.account_id, state.claims + 1, event.at)
        case OpeningAsked():
            return replace(state, asked_at=event.at)
        case LoginIdReleased():
            return LoginId(None, state.claims)
        case LoginFailed():
            return replace(state, attempts=after_failure(state.attempts, event))
        case AccountLocked():
            return replace(state, attempts=after_lock(state.attempts))
        case ReissueRefused():
            return replace(state, attempts=after_wrong_reissue(state.attempts, event))
    return state


def claim(
    state: LoginId, login_key: str, kind: AccountKind, account_id: str, now: datetime
) -> list[LoginIdClaimed]:
    """Gives a free ID to an account; nothing to do when it has it. Raises `LoginIdInUse`."""
    if state.account_id == account_id:
        return []
    if state.account_id is not None:
        raise LoginIdInUse
    return [LoginIdClaimed(login_key, kind, account_id, now)]


def ask_for_opening(
    state: LoginId,
    login_key: str,
    name_account: Callable[[int], str],
    now: datetime,
    rules: Rules,
) -> Sequence[LoginIdClaimed | OpeningAsked]:
    """Claims a free ID for a new individual account; notes the question when it is taken.

    Both are one event, so that neither answer nor time tells which it was; a question soon after
    the last one is nothing in both cases, so that nobody's mailbox is flooded.
    """
    if state.account_id is None:
        account_id = name_account(state.claims)
        return [LoginIdClaimed(login_key, AccountKind.INDIVIDUAL, account_id, now)]
    if state.asked_at is not None and now - state.asked_at < rules.opening_mail_quiet:
        return []
    return [OpeningAsked(login_key, now)]


def release(state: LoginId, login_key: str, account_id: str) -> list[LoginIdReleased]:
    """Frees the ID of an account that is gone."""
    return [LoginIdReleased(login_key, account_id)] if state.account_id == account_id else []


def try_unknown(
    state: LoginId, pretend: Callable[[], object], now: datetime, rules: Rules
) -> list[LoginFailed | AccountLocked]:
    """A login with an ID of nobody is counted, advised and locked like any other (D-11).

    `pretend` does the work of checking a password. Raises `AccountIsLocked`.
    """
    refuse_while_locked(state.attempts)
    pretend()
    return fail(state.attempts, None, now, rules)


def reissue_unknown(
    state: LoginId, pretend: Callable[[], object], now: datetime, rules: Rules
) -> list[ReissueRefused]:
    """A reissue for an ID of nobody is counted and closed like any other. Raises `ReissueClosed`."""
    refuse_while_closed(state.attempts, now, rules)
    pretend()
    return fail_reissue(state.attempts, None, now, rules)
