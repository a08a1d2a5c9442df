"""The secretariat records a JOCV returnee (JOCV帰国者, ID-12, ID-13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.account.state import Account
from services.identity.domain.individual import data_keeping as rule
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RecordJocvReturnee:
    account_id: str
    returnee: bool


def record_jocv_returnee(
    command: RecordJocvReturnee, context: Context, *, accounts: Repository[Account], views: Views
) -> dict[str, Any]:
    """Records or corrects it; emits `JocvReturneeRecorded`, and what follows for the view of
    JOCV jobs. Raises `NotFound`."""
    done = accounts.change(
        command.account_id,
        context,
        lambda account: rule.record_jocv_returnee(
            account, returnee=command.returnee, now=context.at
        ),
    )
    answer = receipt(done, account_id=command.account_id)
    views.wait_for(answer["position"])
    return answer
