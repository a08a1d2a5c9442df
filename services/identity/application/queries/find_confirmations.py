"""Who was asked to confirm the registered data and has not (登録情報確認, ID-17, GW-48)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.people_found import people_found
from services.identity.domain.kinds import REGISTERED
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views


@dataclass(frozen=True)
class FindConfirmations:
    limit: int = 20
    offset: int = 0


def find_confirmations(
    query: FindConfirmations, context: Context, *, personal_data: PersonalData, views: Views
) -> dict[str, Any]:
    """The unanswered, longest asked first."""
    where = {
        "standing": {"$in": [standing.value for standing in REGISTERED]},
        "asked_at": {"$ne": None},
    }
    return people_found(
        where,
        (("asked_at", 1), ("_id", 1)),
        query.limit,
        query.offset,
        personal_data,
        views,
    )
