"""When job-seeker registrations expire: 00:00 in Tokyo after the last day of validity (ID-36)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from services.identity.domain.account.events import UserWithdrawn
from services.identity.domain.job_seeker.events import (
    JobSeekerRegistered,
    JobSeekerRegistrationDeactivated,
    JobSeekerRegistrationExpired,
    JobSeekerRegistrationExtended,
    JobSeekerRegistrationReactivated,
)
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.application.schedule import due_entry
from services.kernel.eventkit.domain.tokyo import moment


def _key(recorded: Recorded[Any]) -> str:
    return f"job-seeker-{recorded.event.account_id}"


def _after(account_id: str, valid_until: date) -> Document:
    return due_entry(
        moment(valid_until + timedelta(days=1)),
        "expire_job_seeker",
        {"account_id": account_id},
        f"job-seeker registration of {account_id} valid to {valid_until}",
    )


def schedule_job_seekers(due: Projection) -> None:
    """Adds the expiry of job-seeker registrations to the schedule."""

    @due.on(
        JobSeekerRegistered,
        JobSeekerRegistrationExtended,
        JobSeekerRegistrationReactivated,
        key=_key,
    )
    def valid(
        document: Document | None,
        recorded: Recorded[
            JobSeekerRegistered | JobSeekerRegistrationExtended | JobSeekerRegistrationReactivated
        ],
    ) -> Document:
        return _after(recorded.event.account_id, recorded.event.valid_until)

    @due.on(JobSeekerRegistrationExpired, JobSeekerRegistrationDeactivated, UserWithdrawn, key=_key)
    def over(document: Document | None, recorded: Recorded[Any]) -> None:
        return None
