"""Reissue for an internal user by the system operator (ID-87, D-08)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.ports import SessionActivity
from services.identity.application.reissue import settle
from services.identity.domain.account.reissue import issue
from services.identity.domain.account.state import Account
from services.identity.domain.credentials.second_factor import forget
from services.identity.domain.kinds import AccountKind
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class ReissueInternalPassword:
    account_id: str


def reissue_internal_password(
    command: ReissueInternalPassword,
    context: Context,
    *,
    accounts: Repository[Account],
    activity: SessionActivity,
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Sends a temporary password to the user's address; the operator never sees it.

    Raises `NotFound`, `NoMailAddress`, `TemporaryPasswordStillValid`.
    """
    if accounts.load(command.account_id)[0].kind is not AccountKind.INTERNAL:
        raise NotFound
    issue_id = context.id_for("temporary-password")
    done = accounts.change(
        command.account_id,
        context,
        lambda account: [
            *forget(account.account_id, account.credentials, context.at),
            *issue(account, issue_id, context.at, rules),
        ],
    )
    return settle(done, activity, views, rules)
