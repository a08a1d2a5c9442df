"""Full registrants whose registration ends in a period (ID-16)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.identity.application.people_found import people_found
from services.identity.domain.kinds import Standing
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views


@dataclass(frozen=True)
class FindExtensions:
    first_on: date
    last_on: date
    limit: int = 20
    offset: int = 0


def find_extensions(
    query: FindExtensions, context: Context, *, personal_data: PersonalData, views: Views
) -> dict[str, Any]:
    """Those that have neither been extended nor lapsed, the earliest end first."""
    within = {"$gte": query.first_on.isoformat(), "$lte": query.last_on.isoformat()}
    return people_found(
        {"standing": Standing.FULL.value, "validity.until": within},
        (("validity.until", 1), ("_id", 1)),
        query.limit,
        query.offset,
        personal_data,
        views,
    )
