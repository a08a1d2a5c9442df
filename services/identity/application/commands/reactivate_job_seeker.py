"""Making a job-seeker registration active again (ID-38, ID-39, D-32)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.job_seeker_account import (
    STAFF,
    concerned_account_id,
    seeker_of,
)
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.registration import reactivate
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ReactivateJobSeeker:
    account_id: str | None = None


def reactivate_job_seeker(
    command: ReactivateJobSeeker,
    context: Context,
    *,
    accounts: Repository[Account],
    rules: Rules,
    views: Views,
) -> dict[str, Any]:
    """Emits `JobSeekerRegistrationReactivated`.

    Raises `NotFound`, `JobSeekerActive`, and `SwitchingBackIsOver` for the seeker after the period.
    """
    account_id = concerned_account_id(command.account_id, context)
    by_staff = context.actor.role in STAFF
    done = accounts.change(
        account_id,
        context,
        lambda account: reactivate(
            seeker_of(account), account_id, context.at, rules, by_staff=by_staff
        ),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
