"""Deletion of membership by an individual (ID-20, D-27, D-89)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.application.ports import SessionActivity
from services.identity.domain.account import leaving as rule
from services.identity.domain.account.events import SessionEnded
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class Leave:
    confirmed: bool


def leave(
    command: Leave,
    context: Context,
    *,
    accounts: Repository[Account],
    activity: SessionActivity,
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """Ends the membership: sessions end, the personal data are unreadable from now on.

    Emits `UserWithdrawn`; `on_account_gone` frees the login ID and repeats what a crash here
    would leave undone. Raises `LeavingNotConfirmed`.
    """
    account_id = own_account_id(context)
    done = accounts.change(
        account_id,
        context,
        lambda account: rule.leave(account, confirmed=command.confirmed, now=context.at),
    )
    for event in done.events:
        if isinstance(event, SessionEnded):
            activity.end(event.session_id)
    personal_data.destroy(account_id)
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
