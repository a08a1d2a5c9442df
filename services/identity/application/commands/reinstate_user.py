"""Staff lift a restriction (ID-30)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.account.state import Account
from services.identity.domain.individual import restriction as rule
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ReinstateUser:
    account_id: str


def reinstate_user(
    command: ReinstateUser, context: Context, *, accounts: Repository[Account]
) -> dict[str, Any]:
    """The standing before holds again; emits `UserReinstated`. Raises `NotSuspended`."""
    done = accounts.change(
        command.account_id, context, lambda account: rule.reinstate(account, context.at)
    )
    return receipt(done, account_id=command.account_id)
