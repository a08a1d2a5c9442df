"""Giving up an opening that nobody completed for 30 days (D-24); the scheduler's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.account.opening import discard
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class DiscardUnopenedAccount:
    account_id: str


def discard_unopened_account(
    command: DiscardUnopenedAccount, context: Context, *, accounts: Repository[Account]
) -> dict[str, Any]:
    """Discards a pending opening; nothing to do for an account that was opened meanwhile."""
    return receipt(accounts.change(command.account_id, context, discard))
