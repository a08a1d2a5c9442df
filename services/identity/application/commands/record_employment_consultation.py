"""Hello Work staff record an employment consultation (職業相談) (ID-34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.identity.application.job_seeker_account import seeker_of
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.offices import Offices
from services.identity.domain.job_seeker.registration import record_consultation
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class RecordEmploymentConsultation:
    account_id: str
    held_on: date
    office: str | None = None


def record_employment_consultation(
    command: RecordEmploymentConsultation,
    context: Context,
    *,
    accounts: Repository[Account],
    offices: Offices,
    views: Views,
) -> dict[str, Any]:
    """Emits `EmploymentConsultationRecorded`, and in the final month the extension.

    Raises `NotFound`, `InvalidInput`.
    """
    office = offices.require(command.office) if command.office else None

    def decide(account: Account) -> list[Any]:
        seeker = seeker_of(account)
        return list(
            record_consultation(
                seeker, command.account_id, command.held_on, office or seeker.office, context.at
            )
        )

    answer = receipt(accounts.change(command.account_id, context, decide))
    views.wait_for(answer["position"])
    return answer
