"""Switching a job-seeker registration off (ID-36, ID-38)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.job_seeker_account import concerned_account_id, seeker_of
from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.kinds import InactiveReason
from services.identity.domain.job_seeker.registration import deactivate
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class DeactivateJobSeeker:
    reason: str
    account_id: str | None = None


def deactivate_job_seeker(
    command: DeactivateJobSeeker,
    context: Context,
    *,
    accounts: Repository[Account],
    views: Views,
) -> dict[str, Any]:
    """Emits `JobSeekerRegistrationDeactivated`. Raises `NotFound`, `JobSeekerInactive`."""
    account_id = concerned_account_id(command.account_id, context)
    reason = InactiveReason(command.reason)
    done = accounts.change(
        account_id,
        context,
        lambda account: deactivate(seeker_of(account), account_id, reason, context.at),
    )
    answer = receipt(done)
    views.wait_for(answer["position"])
    return answer
