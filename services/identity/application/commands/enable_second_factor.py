"""Switching a second factor on (RFC 6238)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.application.second_factor import SecondFactors
from services.identity.domain.account.state import Account
from services.identity.domain.credentials import second_factor as rule
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class EnableSecondFactor:
    ticket: str
    code: str


def enable_second_factor(
    command: EnableSecondFactor,
    context: Context,
    *,
    accounts: Repository[Account],
    second_factors: SecondFactors,
    views: Views,
) -> dict[str, Any]:
    """Switches it on and answers with the recovery codes, this once only: a repeat has none.

    Raises `SecondFactorNotPrepared`, `SecondFactorOn`, and `InvalidInput` for a wrong code.
    """
    account_id = own_account_id(context)
    secret = second_factors.prepared(account_id, command.ticket, context.at)
    step = second_factors.step_of(secret, command.code, context.at)
    sealed, recovery = second_factors.seal(account_id, secret), second_factors.recovery(account_id)
    done = accounts.change(
        account_id,
        context,
        lambda account: rule.enable(
            account_id, account.credentials, sealed, recovery.kept, step, context.at
        ),
    )
    answer = receipt(done, recovery_codes=[] if done.repeated else recovery.codes)
    views.wait_for(answer["position"])
    return answer
