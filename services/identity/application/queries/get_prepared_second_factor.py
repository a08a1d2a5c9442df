"""The secret of a second factor once more, for the form that is shown again after a wrong code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.application.second_factor import SecondFactors
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.second_factor import SecondFactorOn
from services.identity.domain.kinds import USABLE
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class GetPreparedSecondFactor:
    ticket: str


def get_prepared_second_factor(
    query: GetPreparedSecondFactor,
    context: Context,
    *,
    accounts: Repository[Account],
    second_factors: SecondFactors,
) -> dict[str, Any]:
    """What `prepare_second_factor` answered with this ticket.

    Raises `NotFound`, `SecondFactorOn`, and `SecondFactorNotPrepared` for a ticket that is late
    or somebody else's.
    """
    account, _ = accounts.load(own_account_id(context))
    if account.standing not in USABLE:
        raise NotFound
    if account.credentials.totp is not None:
        raise SecondFactorOn
    return second_factors.shown_again(account, query.ticket, context.at)
