"""The secretariat takes back a death recorded in error (D-28)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.sealing import seal_about
from services.identity.domain.account.state import Account
from services.identity.domain.individual import restriction as rule
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RevokeDeathRecord:
    account_id: str
    reason: str


def revoke_death_record(
    command: RevokeDeathRecord,
    context: Context,
    *,
    accounts: Repository[Account],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """The earlier standing holds again; emits `UserDeceasedRecordRevoked`.

    Raises `NotFound`, `NoDeathRecorded`.
    """
    reason = seal_about(command.account_id, {"reason": command.reason}, accounts, personal_data)
    done = accounts.change(
        command.account_id,
        context,
        lambda account: rule.revoke_death_record(account, reason, context.at),
    )
    return receipt(done, account_id=command.account_id)
