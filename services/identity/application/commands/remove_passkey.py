"""Removing a passkey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.current_password import CurrentPassword
from services.identity.application.own_account import own_account_id
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.passkeys import remove
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RemovePasskey:
    passkey_id: str
    current_password: str


def remove_passkey(
    command: RemovePasskey,
    context: Context,
    *,
    accounts: Repository[Account],
    current_password: CurrentPassword,
    views: Views,
) -> dict[str, Any]:
    """It opens the account no more; what the device keeps of it is for its owner to delete.

    Raises `InvalidInput` for a wrong password, `AccountIsLocked`, and `NotFound`.
    """
    account_id = own_account_id(context)
    account, _ = accounts.load(account_id)
    current_password.require(account, command.current_password, context.at)
    done = accounts.change(
        account_id,
        context,
        lambda state: remove(account_id, state.credentials, command.passkey_id, context.at),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
