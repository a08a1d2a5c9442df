"""Other roles for an internal user (ID-87)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.account.office import change_roles
from services.identity.domain.account.state import Account
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Role


@dataclass(frozen=True)
class ChangeInternalRoles:
    account_id: str
    roles: list[str]


def change_internal_roles(
    command: ChangeInternalRoles,
    context: Context,
    *,
    accounts: Repository[Account],
    views: Views,
) -> dict[str, Any]:
    """Gives exactly these roles; the next request acts by them.

    The counsellor permission is granted and revoked on its own (ID-88). Raises `NotFound`,
    `OwnAccount`.
    """
    roles = tuple(Role(role) for role in dict.fromkeys(command.roles))
    done = accounts.change(
        command.account_id,
        context,
        lambda account: change_roles(account, roles, context.actor.id, context.at),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
