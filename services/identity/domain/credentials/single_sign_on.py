"""Linking an identity of the provider and logging in with it (ID-45, D-19)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from services.identity.domain.account.login import LoginEvent, NewSession, begin_session
from services.identity.domain.account.state import Account
from services.identity.domain.attempts import refuse_while_locked
from services.identity.domain.credentials.events import SingleSignOnLinked
from services.identity.domain.kinds import FINAL, REGISTERED
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import Kind, NotFound, Refusal


class SingleSignOnNotOffered(Refusal):
    """This portal has no provider (D-19: it works fully without)."""

    code = "single-sign-on-not-offered"


class SingleSignOnFailed(Refusal):
    """What came back from the provider proves nothing, or came too late."""

    code = "single-sign-on-failed"
    kind = Kind.FORBIDDEN


class ProviderAway(Refusal):
    """The provider does not answer."""

    code = "single-sign-on-away"


class NotLinked(Refusal):
    """The identity is real and belongs to no account: it has to be linked first (ID-45)."""

    code = "single-sign-on-not-linked"
    kind = Kind.FORBIDDEN


class NoJobSeeker(Refusal):
    """Linking is for job seekers: it opens the job-seeker MyPage (ID-45)."""

    code = "single-sign-on-for-job-seekers"


class OtherIdentityLinked(Refusal):
    """The account is linked already; that link has to be undone first."""

    code = "single-sign-on-already-linked"


def require_linkable(account: Account) -> None:
    """Raises `NotFound` for accounts that are not open, and `NoJobSeeker`."""
    if account.standing not in REGISTERED:
        raise NotFound
    if not account.job_seeker.registered:
        raise NoJobSeeker


def link(account: Account, subject_key: str, now: datetime) -> list[SingleSignOnLinked]:
    """Links the identity. Raises `NotFound`, `NoJobSeeker`, `OtherIdentityLinked`."""
    require_linkable(account)
    linked = account.credentials.subject_key
    if linked == subject_key:
        return []
    if linked is not None:
        raise OtherIdentityLinked
    return [SingleSignOnLinked(account.account_id, subject_key, now)]


def log_in(
    account: Account,
    subject_key: str,
    new: NewSession,
    last_seen: Callable[[str], datetime | None],
    now: datetime,
    rules: Rules,
) -> list[LoginEvent]:
    """Starts a session without a password, under the same lock and for one device (D-19).

    Raises `NotLinked`, `AccountIsLocked`, `AccountSuspended`, `LoginRefused`, `AlreadyLoggedIn`.
    """
    if account.standing in FINAL or account.credentials.subject_key != subject_key:
        raise NotLinked
    refuse_while_locked(account.attempts)
    return begin_session(account, new, last_seen, now, rules, password_change_only=False)
