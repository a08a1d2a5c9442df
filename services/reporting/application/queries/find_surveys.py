"""The surveys by state, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.reporting.application.queries.get_survey import survey_answer

_SHORT = (
    "survey_id",
    "kind",
    "audience",
    "title",
    "title_en",
    "state",
    "created_at",
    "opens_at",
    "closes_at",
    "addressed",
    "responded",
    "version",
)


@dataclass(frozen=True)
class FindSurveys:
    states: Sequence[str]
    limit: int
    offset: int


def find_surveys(query: FindSurveys, context: Context, *, views: Views) -> dict[str, Any]:
    """A part of the surveys, without their questions."""
    where = {"state": {"$in": list(query.states)}} if query.states else {}
    found = views.find(
        "surveys",
        where,
        order=[("created_at", -1), ("_id", 1)],
        limit=query.limit,
        offset=query.offset,
    )
    items = [survey_answer(document) for document in found]
    return {
        "items": [{name: item[name] for name in _SHORT} for item in items],
        "total": views.count("surveys", where),
    }
