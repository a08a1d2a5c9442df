"""What follows when a command on somebody else's account has ended a session."""

from __future__ import annotations

from typing import Any

from services.identity.application.ports import SessionActivity
from services.identity.domain.account.events import SessionEnded
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Changed


def end_for_good(done: Changed[Account], activity: SessionActivity, views: Views) -> dict[str, Any]:
    """No further request of an ended session is answered once this returns the receipt."""
    for event in done.events:
        if isinstance(event, SessionEnded):
            activity.end(event.session_id)
    answer = receipt(done, account_id=done.state.account_id)
    views.wait_for(answer["position"])
    return answer
