"""Whose job-seeker registration a command is about."""

from __future__ import annotations

from services.identity.application.own_account import own_account_id
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.state import JobSeeker
from services.identity.domain.kinds import CLOSED, REGISTERED, AccountKind, Standing
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound, NotPermitted, Role

STAFF = frozenset({Role.HELLO_WORK, Role.INTERNAL_SYSTEM})


def concerned_account_id(account_id: str | None, context: Context) -> str:
    """The own account of an individual; for staff the one they name.

    Raises `NotPermitted` when somebody else names an account, or staff none.
    """
    if context.actor.role in STAFF:
        if account_id is None:
            raise NotPermitted
        return account_id
    own = own_account_id(context)
    if account_id not in (None, own):
        raise NotPermitted
    return own


def seeker_of(account: Account) -> JobSeeker:
    """The job-seeker part of an individual's account that is not closed. Raises `NotFound`."""
    unknown = account.kind is not AccountKind.INDIVIDUAL or account.standing is Standing.NONE
    if unknown or account.standing in CLOSED:
        raise NotFound
    return account.job_seeker


def own_seeker_of(account: Account) -> JobSeeker:
    """The same for the person's own functions: the account is in use. Raises `NotFound`."""
    if account.standing not in REGISTERED:
        raise NotFound
    return seeker_of(account)
