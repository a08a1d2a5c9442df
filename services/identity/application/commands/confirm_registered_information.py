"""The person confirms that the registered data are right (登録情報確認, ID-17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.domain.account.state import Account
from services.identity.domain.individual import data_keeping as rule
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ConfirmRegisteredInformation:
    pass


def confirm_registered_information(
    command: ConfirmRegisteredInformation,
    context: Context,
    *,
    accounts: Repository[Account],
    views: Views,
) -> dict[str, Any]:
    """Keeps the date of the confirmation; emits `RegisteredInformationConfirmed`."""
    done = accounts.change(
        own_account_id(context),
        context,
        lambda account: rule.confirm_registered_information(account, context.at),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
