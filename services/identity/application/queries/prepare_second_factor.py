"""The secret of a second factor, shown before it is switched on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.current_password import CurrentPassword
from services.identity.application.own_account import own_account_id
from services.identity.application.second_factor import SecondFactors
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.second_factor import SecondFactorOn
from services.identity.domain.kinds import USABLE
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class PrepareSecondFactor:
    current_password: str


def prepare_second_factor(
    query: PrepareSecondFactor,
    context: Context,
    *,
    accounts: Repository[Account],
    current_password: CurrentPassword,
    second_factors: SecondFactors,
) -> dict[str, Any]:
    """A secret with its `otpauth:` address and the ticket to switch it on with; nothing is kept.

    Raises `InvalidInput` for a wrong password, `AccountIsLocked`, `NotFound`, `SecondFactorOn`.
    """
    account, _ = accounts.load(own_account_id(context))
    if account.standing not in USABLE:
        raise NotFound
    current_password.require(account, query.current_password, context.at)
    if account.credentials.totp is not None:
        raise SecondFactorOn
    return second_factors.prepare(account, context.at)
