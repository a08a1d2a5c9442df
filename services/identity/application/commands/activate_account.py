"""The first password of a registered organisation's person in charge (SM-03, ID-53)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.ports import Passwords, Secrets
from services.identity.application.tokens import account_of_link
from services.identity.domain.account.opening import (
    Agreement,
    activate,
    refuse_dead_link,
    require_agreement,
)
from services.identity.domain.account.state import Account
from services.identity.domain.kinds import Standing
from services.identity.domain.password import require_strong
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ActivateAccount:
    token: str
    password: str
    agreed_terms: str
    agreed_privacy: str


def activate_account(
    command: ActivateAccount,
    context: Context,
    *,
    accounts: Repository[Account],
    passwords: Passwords,
    secrets: Secrets,
    views: Views,
    agreement: Agreement,
    rules: Rules,
) -> dict[str, Any]:
    """Sets the first password by the mailed link.

    Raises `LinkNotValid`, `InvalidInput`, `TermsHaveChanged`.
    """
    account = account_of_link(command.token, accounts, secrets).account
    if account.standing is Standing.INVITED:
        refuse_dead_link(account, context.at)
    require_strong("password", command.password, rules)
    agreed = Agreement(command.agreed_terms, command.agreed_privacy)
    require_agreement(agreed, agreement)
    hashed = passwords.hash(command.password)
    done = accounts.change(
        account.account_id, context, lambda state: activate(state, hashed, agreed, context.at)
    )
    answer = receipt(done, account_id=account.account_id)
    views.wait_for(answer["position"])
    return answer
