"""The end of a job-seeker registration's validity (ID-36); the scheduler's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.account.state import Account
from services.identity.domain.job_seeker.registration import expire
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository


@dataclass(frozen=True)
class ExpireJobSeeker:
    account_id: str


def expire_job_seeker(
    command: ExpireJobSeeker, context: Context, *, accounts: Repository[Account]
) -> dict[str, Any]:
    """Expires the registration at 00:00 after its last day; nothing to do when it was extended."""
    done = accounts.change(
        command.account_id,
        context,
        lambda account: expire(account.job_seeker, command.account_id, context.at),
    )
    return receipt(done)
