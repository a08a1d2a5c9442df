"""Suspension (利用停止) and recorded death (物故者) of an individual (ID-21, ID-30, SM-01)."""

from __future__ import annotations

from datetime import datetime

from services.identity.domain.account.events import SessionEnded
from services.identity.domain.account.session import end_any
from services.identity.domain.account.state import Account
from services.identity.domain.individual.events import (
    UserDeceasedRecorded,
    UserDeceasedRecordRevoked,
    UserReinstated,
    UserSuspended,
    Validity,
)
from services.identity.domain.individual.holder import (
    ViewChange,
    require_individual,
    view_change,
)
from services.identity.domain.kinds import FINAL, REGISTERED, SessionEnd, Standing
from services.kernel.eventkit.domain import NotFound, Refusal, Sealed


class CannotBeSuspended(Refusal):
    """Only registrants in use can be restricted (SM-01)."""

    code = "cannot-be-suspended"


class NotSuspended(Refusal):
    """There is no restriction to lift."""

    code = "not-suspended"


class DeathAlreadyRecorded(Refusal):
    """The death of this person is recorded."""

    code = "death-already-recorded"


class NoDeathRecorded(Refusal):
    """There is no record of a death to revoke."""

    code = "no-death-recorded"


def suspend(
    account: Account, reason: Sealed, now: datetime
) -> list[SessionEnded | UserSuspended | ViewChange]:
    """Restricts the use; a live session ends. Raises `NotFound`, `CannotBeSuspended`."""
    require_individual(account)
    if account.standing not in REGISTERED:
        raise CannotBeSuspended
    return [
        *end_any(account, SessionEnd.SUSPENSION, now),
        UserSuspended(account.account_id, account.standing, reason, now),
        *view_change(account, Standing.SUSPENDED, now=now),
    ]


def reinstate(account: Account, now: datetime) -> list[UserReinstated | ViewChange]:
    """The standing before the restriction holds again. Raises `NotFound`, `NotSuspended`."""
    require_individual(account)
    before = account.individual.before_suspension
    if account.standing is not Standing.SUSPENDED or before is None:
        raise NotSuspended
    return [
        UserReinstated(account.account_id, before, _validity(account, before), now),
        *view_change(account, before, now=now),
    ]


def record_death(
    account: Account, note: Sealed, now: datetime
) -> list[SessionEnded | UserDeceasedRecorded | ViewChange]:
    """From now on no login, no search, no mail. Raises `NotFound`, `DeathAlreadyRecorded`."""
    require_individual(account)
    if account.standing in FINAL:
        raise NotFound
    if account.standing is Standing.DECEASED:
        raise DeathAlreadyRecorded
    validity = account.individual.validity
    recorded = UserDeceasedRecorded(
        account.account_id, account.standing, validity.until if validity else None, note, now
    )
    return [
        *end_any(account, SessionEnd.DEATH, now),
        recorded,
        *view_change(account, Standing.DECEASED, now=now),
    ]


def revoke_death_record(
    account: Account, reason: Sealed, now: datetime
) -> list[UserDeceasedRecordRevoked | ViewChange]:
    """The earlier standing holds again (D-28). Raises `NotFound`, `NoDeathRecorded`."""
    require_individual(account)
    before = account.individual.before_death
    if account.standing is not Standing.DECEASED or before is None:
        raise NoDeathRecorded
    return [
        UserDeceasedRecordRevoked(
            account.account_id, before, _validity(account, before), reason, now
        ),
        *view_change(account, before, now=now),
    ]


def _validity(account: Account, standing: Standing) -> Validity | None:
    return account.individual.validity if standing is Standing.FULL else None
