"""The secretariat returns a request for completion (SM-01, D-24)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.sealing import seal_about
from services.identity.domain.account.state import Account
from services.identity.domain.individual import full_registration as rule
from services.identity.domain.individual.profile import Section
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ReturnFullRegistration:
    account_id: str
    request_id: str
    items: list[str]
    message: str


def return_full_registration(
    command: ReturnFullRegistration,
    context: Context,
    *,
    accounts: Repository[Account],
    personal_data: PersonalData,
    rules: Rules,
) -> dict[str, Any]:
    """Names the sections to complete; emits `FullRegistrationReturned`.

    Raises `NotFound`, `FullRegistrationNotRequested`.
    """
    message = seal_about(command.account_id, {"message": command.message}, accounts, personal_data)
    named = [section for section in Section if section.value in command.items]
    return receipt(
        accounts.change(
            command.account_id,
            context,
            lambda account: rule.return_for_completion(
                account, command.request_id, named, message, context.at, rules
            ),
        ),
        account_id=command.account_id,
    )
