"""Stopping an internal user (ID-87)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.ports import SessionActivity
from services.identity.domain.account.events import SessionEnded
from services.identity.domain.account.office import stop
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class StopInternalUser:
    account_id: str


def stop_internal_user(
    command: StopInternalUser,
    context: Context,
    *,
    accounts: Repository[Account],
    activity: SessionActivity,
    views: Views,
) -> dict[str, Any]:
    """Ends the session and every further login; final. Raises `NotFound`, `OwnAccount`."""
    done = accounts.change(
        command.account_id, context, lambda account: stop(account, context.actor.id, context.at)
    )
    for event in done.events:
        if isinstance(event, SessionEnded):
            activity.end(event.session_id)
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
