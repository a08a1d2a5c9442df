"""The secretariat refuses a request for full registration (ID-10, ID-11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.sealing import seal_about
from services.identity.domain.account.state import Account
from services.identity.domain.individual import full_registration as rule
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RejectFullRegistration:
    account_id: str
    request_id: str
    reason: str
    intention_confirmed: bool = False
    expertise_confirmed: bool = False


def reject_full_registration(
    command: RejectFullRegistration,
    context: Context,
    *,
    accounts: Repository[Account],
    personal_data: PersonalData,
) -> dict[str, Any]:
    """The person stays a simple registrant; emits `FullRegistrationRejected`.

    Raises `NotFound`, `FullRegistrationNotRequested`.
    """
    checks = rule.Checks(command.intention_confirmed, command.expertise_confirmed)
    reason = seal_about(command.account_id, {"reason": command.reason}, accounts, personal_data)
    done = accounts.change(
        command.account_id,
        context,
        lambda account: rule.reject(account, command.request_id, checks, reason, context.at),
    )
    return receipt(done, account_id=command.account_id)
