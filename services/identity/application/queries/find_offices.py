"""Hello Work offices: all of them, or the one of a postal code (ID-40)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.job_seeker_answer import office_answer
from services.identity.domain.job_seeker.offices import Offices, office_of_residence
from services.kernel.eventkit.application.context import Context


@dataclass(frozen=True)
class FindOffices:
    postal_code: str = ""


def find_offices(query: FindOffices, context: Context, *, offices: Offices) -> dict[str, Any]:
    """The offices by code. Raises `InvalidInput` for a postal code that cannot be one."""
    found = (
        (office_of_residence(offices, query.postal_code, "postal_code"),)
        if query.postal_code
        else offices.all
    )
    return {"items": [office_answer(one, one.code) for one in found], "total": len(found)}
