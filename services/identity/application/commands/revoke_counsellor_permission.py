"""Revoking the career counsellor permission (ID-88, D-96)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.account.office import revoke_counsellor
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RevokeCounsellorPermission:
    account_id: str


def revoke_counsellor_permission(
    command: RevokeCounsellorPermission,
    context: Context,
    *,
    accounts: Repository[Account],
    views: Views,
) -> dict[str, Any]:
    """Takes the permission from the user's next request on. Raises `NotFound`, `LastRole`."""
    done = accounts.change(
        command.account_id, context, lambda account: revoke_counsellor(account, context.at)
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
