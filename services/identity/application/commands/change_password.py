"""Changing the own password, by choice or because it is temporary (ID-65, ID-66)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.application.password_check import PasswordCheck
from services.identity.application.ports import Passwords, Secrets
from services.identity.domain.account import reissue as rule
from services.identity.domain.account.state import Account
from services.identity.domain.half_width import require_half_width
from services.identity.domain.password import require_new, require_strong
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ChangePassword:
    current_password: str
    new_password: str


def change_password(
    command: ChangePassword,
    context: Context,
    *,
    accounts: Repository[Account],
    passwords: Passwords,
    secrets: Secrets,
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Sets a new password after the current or temporary one was entered.

    Raises `InvalidInput` (D-12, D-16, wrong current password) and `AccountIsLocked`.
    """
    account_id = own_account_id(context)
    require_half_width({"current_password": command.current_password})
    require_strong("new_password", command.new_password, rules)
    account, _ = accounts.load(account_id)
    require_new(
        "new_password",
        command.new_password,
        command.current_password,
        temporary=account.temporary is not None,
    )
    check = PasswordCheck(command.current_password, passwords, secrets, context.at)
    hashed = passwords.hash(command.new_password)
    done = accounts.change(
        account_id,
        context,
        lambda state: rule.change_password(state, lambda: check.against(state), hashed, context.at),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
