"""進路相談カウンセラー権限付与 (ID-88, D-96)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.account.office import grant_counsellor
from services.identity.domain.account.office_events import CounsellorTitle
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class GrantCounsellorPermission:
    account_id: str
    title: str


def grant_counsellor_permission(
    command: GrantCounsellorPermission,
    context: Context,
    *,
    accounts: Repository[Account],
    views: Views,
) -> dict[str, Any]:
    """Grants the permission from the user's next request on. Raises `NotFound`."""
    done = accounts.change(
        command.account_id,
        context,
        lambda account: grant_counsellor(account, CounsellorTitle(command.title), context.at),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
