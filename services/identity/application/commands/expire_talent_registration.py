"""The validity of a full registration has passed (ID-16); the scheduler's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.account.state import Account
from services.identity.domain.individual.validity import expire
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ExpireTalentRegistration:
    account_id: str


def expire_talent_registration(
    command: ExpireTalentRegistration, context: Context, *, accounts: Repository[Account]
) -> dict[str, Any]:
    """Makes a simple registrant; emits `TalentRegistrationExpired`. Nothing to do before."""
    done = accounts.change(command.account_id, context, lambda account: expire(account, context.at))
    return receipt(done)
