"""The way to the provider, to link an identity to the own account (ID-45)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.current_password import CurrentPassword
from services.identity.application.own_account import own_account_id
from services.identity.application.single_sign_on import Journeys
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.single_sign_on import require_linkable
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class BeginSingleSignOnLink:
    current_password: str


def begin_single_sign_on_link(
    query: BeginSingleSignOnLink,
    context: Context,
    *,
    accounts: Repository[Account],
    current_password: CurrentPassword,
    journeys: Journeys,
) -> dict[str, Any]:
    """Where to go and the ticket to come back with, after the password was entered.

    Raises `InvalidInput` for a wrong password, `AccountIsLocked`, `NotFound`, `NoJobSeeker`,
    `SingleSignOnNotOffered` and `ProviderAway`.
    """
    account, _ = accounts.load(own_account_id(context))
    require_linkable(account)
    current_password.require(account, query.current_password, context.at)
    return journeys.begin(account.account_id, context.at)
