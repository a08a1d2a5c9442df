"""Switching the second factor off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.current_password import CurrentPassword
from services.identity.application.own_account import own_account_id
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.events import DisabledBy
from services.identity.domain.credentials.second_factor import disable
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class DisableSecondFactor:
    current_password: str


def disable_second_factor(
    command: DisableSecondFactor,
    context: Context,
    *,
    accounts: Repository[Account],
    current_password: CurrentPassword,
    views: Views,
) -> dict[str, Any]:
    """The password alone is enough again.

    Raises `InvalidInput` for a wrong password and `AccountIsLocked`.
    """
    account_id = own_account_id(context)
    account, _ = accounts.load(account_id)
    current_password.require(account, command.current_password, context.at)
    done = accounts.change(
        account_id,
        context,
        lambda state: disable(account_id, state.credentials, DisabledBy.OWNER, context.at),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
