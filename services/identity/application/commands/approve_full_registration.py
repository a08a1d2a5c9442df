"""The secretariat accepts a request for full registration (ID-10, ID-11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.account.state import Account
from services.identity.domain.individual import full_registration as rule
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ApproveFullRegistration:
    account_id: str
    request_id: str
    intention_confirmed: bool
    expertise_confirmed: bool
    expected_revision: int | None = None


def approve_full_registration(
    command: ApproveFullRegistration,
    context: Context,
    *,
    accounts: Repository[Account],
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Full registrant from this moment, for the next request as well; emits `FullRegistrationApproved`.

    Raises `NotFound`, `FullRegistrationNotRequested`, `ChecksNotConfirmed`, and `StaleForm` when
    the person changed the data after they were looked at.
    """
    checks = rule.Checks(command.intention_confirmed, command.expertise_confirmed)
    done = accounts.change(
        command.account_id,
        context,
        lambda account: rule.approve(
            account, command.request_id, checks, context.at, rules, command.expected_revision
        ),
    )
    answer = receipt(done, account_id=command.account_id)
    views.wait_for(answer["position"])
    return answer
