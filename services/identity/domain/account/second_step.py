"""The second step of a login: a code after the right password (SM-03)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.identity.domain.account.login import LoginEvent, NewSession, begin_session
from services.identity.domain.account.state import Account
from services.identity.domain.attempts import fail, refuse_while_locked
from services.identity.domain.credentials.events import RecoveryCodeUsed, TotpCodeUsed
from services.identity.domain.credentials.second_factor import Match, SecondStepOver, spend
from services.identity.domain.credentials.state import Totp
from services.identity.domain.kinds import FINAL
from services.identity.domain.rules import Rules

StepEvent = LoginEvent | TotpCodeUsed | RecoveryCodeUsed


def complete_log_in(
    account: Account,
    step_id: str,
    code: Callable[[Totp], Match | None],
    new: NewSession,
    last_seen: Callable[[str], datetime | None],
    now: datetime,
    rules: Rules,
) -> list[StepEvent]:
    """One attempt with a code: a wrong or used one counts like a wrong password (ID-55, ID-56).

    Only success forgets the failures, so right passwords between wrong codes do not. Raises
    `AccountIsLocked`, `SecondStepOver`, `AlreadyLoggedIn`, `AccountSuspended`, `LoginRefused`.
    """
    refuse_while_locked(account.attempts)
    asked, totp = account.credentials.asked, account.credentials.totp
    if account.standing in FINAL or asked is None or totp is None:
        raise SecondStepOver
    if asked.done or asked.step_id != step_id or now > asked.until:
        raise SecondStepOver
    temporary = account.temporary is not None
    begun = begin_session(account, new, last_seen, now, rules, password_change_only=temporary)
    spent = spend(account.account_id, totp, code(totp), now)
    if not spent:
        return [*fail(account.attempts, account.account_id, now, rules)]
    return [*spent, *begun]
