"""The day of an extension notice has come (ID-15); the scheduler's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.identity.domain.account.state import Account
from services.identity.domain.individual.validity import give_notice
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class GiveExtensionNotice:
    account_id: str
    until: date


def give_extension_notice(
    command: GiveExtensionNotice, context: Context, *, accounts: Repository[Account]
) -> dict[str, Any]:
    """Notes the notice; nothing to do when the registration was extended or ended meanwhile."""
    done = accounts.change(
        command.account_id,
        context,
        lambda account: give_notice(account, command.until, context.at),
    )
    return receipt(done)
