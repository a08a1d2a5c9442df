"""Counting failed logins and wrong reissue data, alike for known and unknown login IDs (D-11)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import Kind, Refusal


class LoginRefused(Refusal):
    """Login ID and password do not belong together; says nothing about which (ID-58)."""

    code = "login-refused"
    kind = Kind.FORBIDDEN


class LoginRefusedWait(Refusal):
    """The second failure in a row: wait 30 minutes or more before trying again (ID-55)."""

    code = "login-refused-wait"
    kind = Kind.FORBIDDEN


class AccountIsLocked(Refusal):
    """Locked by the third failure; only a reissue releases it (ID-56, ID-57, D-08)."""

    code = "account-locked"
    kind = Kind.FORBIDDEN


class ReissueDataWrong(Refusal):
    """The data entered for the reissue do not match an account (ID-62, ID-63)."""

    code = "reissue-data-wrong"
    kind = Kind.FORBIDDEN


class ReissueClosed(Refusal):
    """Three wrong tries close the own reissue for 24 hours; the inquiry form remains (D-14)."""

    code = "reissue-closed"
    kind = Kind.FORBIDDEN


@dataclass(frozen=True, slots=True)
class LoginFailed:
    """A login failed; `failures` in a row now. `account_id` is None where the ID is unknown."""

    account_id: str | None
    failures: int
    at: datetime


@dataclass(frozen=True, slots=True)
class AccountLocked:
    """The third failure in a row locked the login ID (ID-56)."""

    account_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class ReissueRefused:
    """Wrong data in a reissue; `closed_until` is set when this closed it (D-14)."""

    account_id: str | None
    failures: int
    at: datetime
    closed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attempts:
    """The failures so far of one login ID."""

    failures: int = 0
    last_failure_at: datetime | None = None
    locked: bool = False
    reissue_failures: int = 0
    reissue_closed_until: datetime | None = None

    def counting(self, now: datetime, rules: Rules) -> int:
        """The failures that still count: a pause of 30 minutes or more forgets them (D-07)."""
        if self.last_failure_at is None:
            return 0
        if now - self.last_failure_at >= rules.failures_forgotten_after:
            return 0
        return self.failures


NO_ATTEMPTS = Attempts()


def after_failure(attempts: Attempts, event: LoginFailed) -> Attempts:
    """The counter after a failed login."""
    return replace(attempts, failures=event.failures, last_failure_at=event.at)


def after_lock(attempts: Attempts) -> Attempts:
    """The counter of a locked login ID."""
    return replace(attempts, locked=True)


def after_success(attempts: Attempts) -> Attempts:
    """A success forgets the failed logins (D-07)."""
    return replace(attempts, failures=0, last_failure_at=None)


def after_wrong_reissue(attempts: Attempts, event: ReissueRefused) -> Attempts:
    """The counter after wrong reissue data; a closure starts it anew."""
    failures = 0 if event.closed_until else event.failures
    return replace(attempts, reissue_failures=failures, reissue_closed_until=event.closed_until)


def refuse_while_locked(attempts: Attempts) -> None:
    """While locked even the right password is refused, and nothing is counted (ID-56)."""
    if attempts.locked:
        raise AccountIsLocked


def fail(
    attempts: Attempts, account_id: str | None, now: datetime, rules: Rules
) -> list[LoginFailed | AccountLocked]:
    """One failure more; the third in a row locks (SM-03)."""
    failures = attempts.counting(now, rules) + 1
    failed = LoginFailed(account_id, failures, now)
    if failures >= rules.lock_after:
        return [failed, AccountLocked(account_id, now)]
    return [failed]


def refusal_of(events: tuple[object, ...], rules: Rules) -> Refusal | None:
    """What the caller is told about the events of a login: None when it did not fail."""
    if any(isinstance(event, AccountLocked) for event in events):
        return AccountIsLocked()
    for event in events:
        if isinstance(event, LoginFailed):
            if event.failures >= rules.advice_after:
                minutes = int(rules.failures_forgotten_after.total_seconds() // 60)
                return LoginRefusedWait(minutes=minutes)
            return LoginRefused()
        if isinstance(event, ReissueRefused):
            return _closed(rules) if event.closed_until else ReissueDataWrong()
    return None


def refuse_while_closed(attempts: Attempts, now: datetime, rules: Rules) -> None:
    """Closed to the last moment of the 24 hours (D-04, D-14). Raises `ReissueClosed`."""
    if attempts.reissue_closed_until is not None and now <= attempts.reissue_closed_until:
        raise _closed(rules)


def fail_reissue(
    attempts: Attempts, account_id: str | None, now: datetime, rules: Rules
) -> list[ReissueRefused]:
    """One wrong combination or answer more; the third closes the own reissue (D-14)."""
    failures = attempts.reissue_failures + 1
    closes = failures >= rules.reissue_tries
    until = now + rules.reissue_closed_for if closes else None
    return [ReissueRefused(account_id, failures, now, until)]


def _closed(rules: Rules) -> ReissueClosed:
    return ReissueClosed(hours=int(rules.reissue_closed_for.total_seconds() // 3600))
