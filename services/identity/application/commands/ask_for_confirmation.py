"""The data were not updated or confirmed for a year (ID-17, D-26); the scheduler's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.account.state import Account
from services.identity.domain.individual import data_keeping as rule
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class AskForConfirmation:
    account_id: str


def ask_for_confirmation(
    command: AskForConfirmation,
    context: Context,
    *,
    accounts: Repository[Account],
    rules: Rules,
) -> dict[str, Any]:
    """Notes that the person is asked; nothing to do when the data were confirmed meanwhile."""
    done = accounts.change(
        command.account_id,
        context,
        lambda account: rule.ask_for_confirmation(account, context.at, rules),
    )
    return receipt(done)
