"""Logging out (ID-60)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.ports import SessionActivity
from services.identity.application.session_lookup import find_session
from services.identity.domain.account.session import end
from services.identity.domain.account.state import Account
from services.identity.domain.kinds import SessionEnd
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class LogOut:
    token: str


def log_out(
    command: LogOut,
    context: Context,
    *,
    accounts: Repository[Account],
    activity: SessionActivity,
    views: Views,
) -> dict[str, Any]:
    """Ends the session of the token at once; nothing to do when it is over."""
    found = find_session(command.token, views)
    if found is None:
        return {"position": 0, "version": 0, "repeated": False}
    session_id = found["session"]["session_id"]
    done = accounts.change(
        found["account_id"],
        context,
        lambda account: end(account, session_id, SessionEnd.LOGOUT, context.at),
    )
    activity.end(session_id)
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
