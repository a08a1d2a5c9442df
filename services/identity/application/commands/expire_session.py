"""Ending a session that nobody uses (ID-61, D-10); the scheduler's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.ports import SessionActivity
from services.identity.domain.account.events import SessionExpired
from services.identity.domain.account.session import expire
from services.identity.domain.account.state import Account
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ExpireSession:
    account_id: str
    session_id: str


def expire_session(
    command: ExpireSession,
    context: Context,
    *,
    accounts: Repository[Account],
    activity: SessionActivity,
    rules: Rules,
) -> dict[str, Any]:
    """Expires the session, or notes when it was used last so that it is looked at again then."""
    last_seen = activity.last_seen(command.session_id)
    done = accounts.change(
        command.account_id,
        context,
        lambda account: expire(account, command.session_id, last_seen, context.at, rules),
    )
    if any(isinstance(event, SessionExpired) for event in done.events):
        activity.end(command.session_id)
    return receipt(done)
