"""Hello Work staff find a job seeker by the number of the two-dimensional code (ID-47)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.kinds import Standing
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class FindJobSeeker:
    number: str


def find_job_seeker(query: FindJobSeeker, context: Context, *, views: Views) -> dict[str, Any]:
    """The account with this job-seeker number. Raises `NotFound`, also for the deceased (ID-21)."""
    found = views.find("accounts", {"job_seeker.number": query.number}, limit=1)
    if not found or found[0]["standing"] == Standing.DECEASED.value:
        raise NotFound
    return {"account_id": found[0]["account_id"]}
