"""Another office is the one a job seeker mainly uses (ID-41)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.job_seeker_account import seeker_of
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.offices import Offices
from services.identity.domain.job_seeker.registration import change_office
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ChangeHelloWorkOffice:
    account_id: str
    office: str


def change_hello_work_office(
    command: ChangeHelloWorkOffice,
    context: Context,
    *,
    accounts: Repository[Account],
    offices: Offices,
    views: Views,
) -> dict[str, Any]:
    """Emits `HelloWorkOfficeChanged`. Raises `NotFound`, `OfficeAlreadyShown`."""
    office = offices.require(command.office)
    done = accounts.change(
        command.account_id,
        context,
        lambda account: change_office(seeker_of(account), command.account_id, office, context.at),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
