"""New recovery codes in place of those before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.current_password import CurrentPassword
from services.identity.application.own_account import own_account_id
from services.identity.application.second_factor import SecondFactors
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.second_factor import renew
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RenewRecoveryCodes:
    current_password: str


def renew_recovery_codes(
    command: RenewRecoveryCodes,
    context: Context,
    *,
    accounts: Repository[Account],
    current_password: CurrentPassword,
    second_factors: SecondFactors,
    views: Views,
) -> dict[str, Any]:
    """Answers with the new codes, this once only: a repeat has none.

    Raises `InvalidInput` for a wrong password, `AccountIsLocked`, `SecondFactorOff`.
    """
    account_id = own_account_id(context)
    account, _ = accounts.load(account_id)
    current_password.require(account, command.current_password, context.at)
    recovery = second_factors.recovery(account_id)
    done = accounts.change(
        account_id,
        context,
        lambda state: renew(account_id, state.credentials, recovery.kept, context.at),
    )
    answer = receipt(done, recovery_codes=[] if done.repeated else recovery.codes)
    views.wait_for(answer["position"])
    return answer
