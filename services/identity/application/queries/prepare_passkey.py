"""What the browser needs to make a passkey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.current_password import CurrentPassword
from services.identity.application.own_account import own_account_id
from services.identity.application.passkeys import Passkeys
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.passkeys import require_room
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class PreparePasskey:
    current_password: str


def prepare_passkey(
    query: PreparePasskey,
    context: Context,
    *,
    accounts: Repository[Account],
    current_password: CurrentPassword,
    passkeys: Passkeys,
) -> dict[str, Any]:
    """The options with a challenge, and the ticket to register with in this session.

    Raises `InvalidInput` for a wrong password, `AccountIsLocked`, `NotFound`, `TooManyPasskeys`,
    `PasskeysNotOffered`.
    """
    account, _ = accounts.load(own_account_id(context))
    require_room(account)
    current_password.require(account, query.current_password, context.at)
    return passkeys.prepare(account, context)
