"""Finding out whether a command of SM-01 concerns an individual who can be concerned by it."""

from __future__ import annotations

from datetime import datetime

from services.identity.domain.account.state import Account
from services.identity.domain.individual.events import (
    JocvListingViewGranted,
    JocvListingViewRevoked,
)
from services.identity.domain.kinds import REGISTERED, AccountKind, Standing
from services.kernel.eventkit.domain import NotFound

ViewChange = JocvListingViewGranted | JocvListingViewRevoked


def require_individual(account: Account) -> None:
    """Raises `NotFound` for accounts of others and for nobody."""
    if account.kind is not AccountKind.INDIVIDUAL or account.standing is Standing.NONE:
        raise NotFound


def require_registered(account: Account) -> None:
    """Raises `NotFound` unless the account is a simple or full registrant's in use."""
    require_individual(account)
    if account.standing not in REGISTERED:
        raise NotFound


def view_change(
    account: Account, standing: Standing, *, returnee: bool | None = None, now: datetime
) -> list[ViewChange]:
    """What becomes of the permission to view JOCV jobs when the standing will be this (ID-13).

    It is held exactly while the person is a full registrant and a JOCV returnee.
    """
    individual = account.individual
    is_returnee = individual.jocv_returnee if returnee is None else returnee
    holds = is_returnee and standing is Standing.FULL
    if holds and not individual.jocv_view:
        return [JocvListingViewGranted(account.account_id, now)]
    if not holds and individual.jocv_view:
        return [JocvListingViewRevoked(account.account_id, now)]
    return []
