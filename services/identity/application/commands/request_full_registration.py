"""A simple registrant asks to be a full one (国際協力人材登録申請, ID-07 to ID-09)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.own_account import own_account_id
from services.identity.domain.account.state import Account
from services.identity.domain.individual import full_registration as rule
from services.identity.domain.individual.events import FullRegistrationRequested
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Holidays, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RequestFullRegistration:
    pass


def request_full_registration(
    command: RequestFullRegistration,
    context: Context,
    *,
    accounts: Repository[Account],
    holidays: Holidays,
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Files the request with its due date, or completes a returned one.

    Emits `FullRegistrationRequested`. Raises `FullRegistrationItemsMissing` with the missing
    items as fields, `FullRegistrationAlreadyRequested`, `AlreadyFullRegistrant`.
    """
    due_on = rule.due_date(context.at, holidays.is_business_day, rules)
    done = accounts.change(
        own_account_id(context),
        context,
        lambda account: rule.request_full_registration(
            account, context.id_for("full-registration"), due_on, context.at
        ),
    )
    requested = next(e for e in done.events if isinstance(e, FullRegistrationRequested))
    answer = receipt(done, request_id=requested.request_id, due_on=requested.due_on.isoformat())
    views.wait_for(answer["position"])
    return answer
