"""Deletion of membership (会員の削除, 退会) by individuals (ID-20, D-27)."""

from __future__ import annotations

from datetime import datetime

from services.identity.domain.account.events import SessionEnded, UserWithdrawn
from services.identity.domain.account.session import end_any
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.events import SingleSignOnUnlinked
from services.identity.domain.credentials.passkey_events import PasskeyRemoved, RemovedBy
from services.identity.domain.credentials.passkey_removal import remove_all
from services.identity.domain.credentials.unlinking import unlink
from services.identity.domain.individual.holder import ViewChange, view_change
from services.identity.domain.kinds import CLOSED, AccountKind, SessionEnd, Standing
from services.kernel.eventkit.domain import NotFound, Refusal


class LeavingNotConfirmed(Refusal):
    """Leaving needs the confirmation (SM-01)."""

    code = "leaving-not-confirmed"


def leave(
    account: Account, *, confirmed: bool, now: datetime
) -> list[SessionEnded | SingleSignOnUnlinked | PasskeyRemoved | UserWithdrawn | ViewChange]:
    """Ends the membership with its session. Raises `NotFound`, `LeavingNotConfirmed`."""
    if account.kind is not AccountKind.INDIVIDUAL or account.standing in (*CLOSED, Standing.NONE):
        raise NotFound
    if not confirmed:
        raise LeavingNotConfirmed
    validity = account.individual.validity
    return [
        *end_any(account, SessionEnd.LEAVING, now),
        *unlink(account.account_id, account.credentials, now),
        *remove_all(account.account_id, account.credentials, RemovedBy.ACCOUNT_ENDED, now),
        *view_change(account, Standing.WITHDRAWN, now=now),
        UserWithdrawn(
            account.account_id, account.login_key, now, validity.until if validity else None
        ),
    ]
