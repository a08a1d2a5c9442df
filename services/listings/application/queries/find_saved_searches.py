"""The caller's saved search conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import Sealed
from services.listings.application.personal import person_of


@dataclass(frozen=True)
class FindSavedSearches:
    """Those of the caller."""


def find_saved_searches(
    query: FindSavedSearches, context: Context, *, views: Views, personal_data: PersonalData
) -> dict[str, Any]:
    """Newest first, with what they look for (LI-57)."""
    items = saved_by(person_of(context), views, personal_data)
    return {"items": items, "total": len(items)}


def saved_by(person_id: str, views: Views, personal_data: PersonalData) -> list[dict[str, Any]]:
    """The conditions one person has saved, newest first; none once they were erased."""
    document = views.get("saved_searches", person_id) or {"conditions": {}}
    held = list(reversed(document["conditions"].items()))
    opened = personal_data.open_many([Sealed(*one["content"]) for _, one in held])
    return [
        {
            "condition_id": condition_id,
            "saved_at": one["saved_at"],
            **content,
            # what was saved before there were occupations asks for none
            "conditions": {"occupations": [], **content["conditions"]},
        }
        for (condition_id, one), content in zip(held, opened, strict=True)
        if content is not None
    ]
