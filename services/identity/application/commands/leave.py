"""Deletion of membership by an individual (ID-20, D-27, D-89)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.application.ports import SessionActivity
from services.identity.domain.account import leaving as rule
from services.identity.domain.account.events import SessionEnded
from services.identity.domain.account.state import Account
from services.identity.domain.kinds import Standing
from services.identity.domain.login_id import LoginId, release
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
    login_ids: Repository[LoginId],
    activity: SessionActivity,
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """Ends the membership: sessions end, the personal data are unreadable from now on.

    The login ID is free before the answer, so that who opens an account with it at once is not
    taken for who has left. Emits `UserWithdrawn`; `on_account_gone` repeats what a crash here
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
    if done.state.standing is Standing.WITHDRAWN:
        personal_data.destroy(account_id)
        key = done.state.login_key
        own = replace(context, command_id=context.id_for("release_login_id"))
        login_ids.change(key, own, lambda state: release(state, key, account_id))
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
