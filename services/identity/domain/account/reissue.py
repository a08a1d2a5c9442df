"""Reissue of a forgotten password and changing it (ID-62 to ID-66)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.identity.domain.account.events import (
    PasswordChanged,
    SessionEnded,
    TemporaryPasswordIssued,
)
from services.identity.domain.account.session import end_any
from services.identity.domain.account.state import Account
from services.identity.domain.attempts import (
    ReissueRefused,
    fail_reissue,
    refuse_while_closed,
    refuse_while_locked,
)
from services.identity.domain.kinds import USABLE, SessionEnd
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import FieldProblem, InvalidInput, NotFound, Refusal


class ReissueNeedsInquiry(Refusal):
    """The account has no secret question; the inquiry form is the way (ID-04)."""

    code = "reissue-needs-inquiry"


class TemporaryPasswordStillValid(Refusal):
    """A temporary password was sent and can be used; SM-03 knows no second one meanwhile."""

    code = "temporary-password-still-valid"


class IdentityNotVerified(Refusal):
    """Nobody was identified by this check, or it is too old (ID-68)."""

    code = "identity-not-verified"


class NoMailAddress(Refusal):
    """The account has no mail address a temporary password could be sent to."""

    code = "no-mail-address"


Issued = SessionEnded | TemporaryPasswordIssued


def check_data(
    account: Account, data_match: Callable[[], bool], now: datetime, rules: Rules
) -> list[ReissueRefused]:
    """Step 1: login ID and birth date; an event only when they do not match (ID-62).

    Raises `ReissueClosed`, and `ReissueNeedsInquiry` where there is no question to ask.
    """
    refuse_while_closed(account.attempts, now, rules)
    if not data_match() or account.standing not in USABLE:
        return fail_reissue(account.attempts, account.account_id, now, rules)
    if account.secret is None:
        raise ReissueNeedsInquiry
    return []


def reissue(
    account: Account,
    data_match: Callable[[], bool],
    issue_id: str,
    now: datetime,
    rules: Rules,
) -> list[ReissueRefused] | list[Issued]:
    """Issues a temporary password when everything that was asked is right (ID-63, ID-69).

    Raises `ReissueClosed` and `TemporaryPasswordStillValid`.
    """
    refuse_while_closed(account.attempts, now, rules)
    if not data_match() or account.standing not in USABLE:
        return fail_reissue(account.attempts, account.account_id, now, rules)
    return issue(account, issue_id, now, rules)


def issue(account: Account, issue_id: str, now: datetime, rules: Rules) -> list[Issued]:
    """The old password stops working, a lock and a live session end (D-08, D-15).

    Raises `NotFound`, `NoMailAddress` and `TemporaryPasswordStillValid`.
    """
    if account.standing not in USABLE:
        raise NotFound
    if account.email is None:
        raise NoMailAddress
    temporary = account.temporary
    if temporary is not None and now <= temporary.until:
        raise TemporaryPasswordStillValid
    issued = TemporaryPasswordIssued(
        account.account_id, issue_id, now + rules.temporary_password_valid, now
    )
    return [*end_any(account, SessionEnd.REISSUE, now), issued]


def change_password(
    account: Account, current_is_right: Callable[[], bool], password_hash: str, now: datetime
) -> list[PasswordChanged]:
    """Sets a new password after the current one was entered (ID-66), temporary or not (ID-65).

    Raises `NotFound`, `AccountIsLocked`, and `InvalidInput` when the current one is wrong.
    """
    if account.standing not in USABLE:
        raise NotFound
    refuse_while_locked(account.attempts)
    if not current_is_right():
        raise InvalidInput(fields={"current_password": (FieldProblem("current-password-wrong"),)})
    return [PasswordChanged(account.account_id, password_hash, now)]
