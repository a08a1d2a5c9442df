"""The secretariat's work lists of full-registration requests (ID-09, ID-14, GW-48)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.identity.application.people_found import people_found
from services.identity.domain.kinds import Standing
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain.tokyo import tokyo_date

Conditions = dict[str, Any]


@dataclass(frozen=True)
class FindFullRegistrationRequests:
    waiting_in: str = "open"
    limit: int = 20
    offset: int = 0


def conditions(waiting_in: str, now: datetime) -> Conditions:
    """Which requests a work list holds: open, overdue, returned, or for cleaning (D-24)."""
    state = "open" if waiting_in in ("open", "overdue") else "returned"
    where: Conditions = {
        "standing": Standing.FULL_REQUESTED.value,
        "request.state": state,
    }
    if waiting_in == "overdue":
        where["request.due_on"] = {"$lt": tokyo_date(now).isoformat()}
    if waiting_in == "cleaning":
        where["request.cleaning_from"] = {"$lte": now}
    return where


def find_full_registration_requests(
    query: FindFullRegistrationRequests,
    context: Context,
    *,
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """Requests of one work list, the earliest due first."""
    return people_found(
        conditions(query.waiting_in, context.at),
        (("request.due_on", 1), ("_id", 1)),
        query.limit,
        query.offset,
        personal_data,
        views,
    )
