"""Staff restrict the use of an individual's account (利用停止, ID-30, D-30)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.ended_sessions import end_for_good
from services.identity.application.ports import SessionActivity
from services.identity.application.sealing import seal_about
from services.identity.domain.account.state import Account
from services.identity.domain.individual import restriction as rule
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class SuspendUser:
    account_id: str
    reason: str


def suspend_user(
    command: SuspendUser,
    context: Context,
    *,
    accounts: Repository[Account],
    activity: SessionActivity,
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """Ends the session and refuses logins; emits `UserSuspended`, which is mailed.

    Raises `NotFound`, `CannotBeSuspended`.
    """
    reason = seal_about(command.account_id, {"reason": command.reason}, accounts, personal_data)
    done = accounts.change(
        command.account_id, context, lambda account: rule.suspend(account, reason, context.at)
    )
    return end_for_good(done, activity, views)
