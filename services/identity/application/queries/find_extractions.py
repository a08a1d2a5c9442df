"""Extractions of personal data (個人情報抽出): own ones, or all for the secretariat (ID-89, ID-90)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.extraction_answer import answer_of
from services.identity.application.own_account import own_account_id
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import Role


@dataclass(frozen=True)
class FindExtractions:
    state: str | None = None
    limit: int = 20
    offset: int = 0


def find_extractions(
    query: FindExtractions, context: Context, *, personal_data: PersonalData, views: Views
) -> dict[str, Any]:
    """Newest first; a department finds its own requests only."""
    where: dict[str, Any] = {"state": query.state} if query.state else {}
    if context.actor.role is not Role.SECRETARIAT:
        where["requester_id"] = own_account_id(context)
    found = views.find(
        "extractions",
        where,
        order=(("requested_at", -1), ("_id", 1)),
        limit=query.limit,
        offset=query.offset,
    )
    return {
        "items": [answer_of(each, personal_data, views) for each in found],
        "total": views.count("extractions", where),
    }
