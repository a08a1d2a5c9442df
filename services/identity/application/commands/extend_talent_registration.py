"""A full registrant extends the registration with one confirmation (延長登録, ID-15)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.domain.account.state import Account
from services.identity.domain.individual import validity as rule
from services.identity.domain.individual.events import TalentRegistrationExtended
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ExtendTalentRegistration:
    pass


def extend_talent_registration(
    command: ExtendTalentRegistration,
    context: Context,
    *,
    accounts: Repository[Account],
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """12 months more; emits `TalentRegistrationExtended`.

    Raises `NotFullRegistrant`, `ExtensionNotOpen`, `NotFound`.
    """
    done = accounts.change(
        own_account_id(context), context, lambda account: rule.extend(account, context.at, rules)
    )
    extended = next(e for e in done.events if isinstance(e, TalentRegistrationExtended))
    answer = receipt(done, valid_until=extended.validity.until.isoformat())
    views.wait_for(answer["position"])
    return answer
