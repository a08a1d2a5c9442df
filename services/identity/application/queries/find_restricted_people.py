"""Whose use is restricted, and whose death was recorded (利用停止, 物故者管理; ID-21, ID-30, GW-48)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.people_found import people_found
from services.identity.domain.kinds import Standing
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import NotPermitted, Role


@dataclass(frozen=True)
class FindRestrictedPeople:
    status: str = Standing.DECEASED.value
    limit: int = 20
    offset: int = 0


def find_restricted_people(
    query: FindRestrictedPeople, context: Context, *, personal_data: PersonalData, views: Views
) -> dict[str, Any]:
    """Individuals in that state, the last recorded first.

    Raises `NotPermitted` when Hello Work staff ask for the deceased.
    """
    deceased = query.status == Standing.DECEASED.value
    if deceased and context.actor.role is Role.HELLO_WORK:
        raise NotPermitted
    recorded = "death.at" if deceased else "restriction.at"
    return people_found(
        {"standing": query.status, "registered_at": {"$ne": None}},
        ((recorded, -1), ("_id", 1)),
        query.limit,
        query.offset,
        personal_data,
        views,
    )
