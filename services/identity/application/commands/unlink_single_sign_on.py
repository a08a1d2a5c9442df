"""Undoing the link to an identity of the provider (ID-45)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.unlinking import unlink
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class UnlinkSingleSignOn:
    pass


def unlink_single_sign_on(
    command: UnlinkSingleSignOn,
    context: Context,
    *,
    accounts: Repository[Account],
    views: Views,
) -> dict[str, Any]:
    """Nobody logs in that way any more; the identity can be linked again, here or elsewhere."""
    account_id = own_account_id(context)
    done = accounts.change(
        account_id, context, lambda account: unlink(account_id, account.credentials, context.at)
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
