"""The addressees of a survey page by page, for whoever sends them their mails."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class FindSurveyAddressees:
    survey_id: str
    after: str
    limit: int


def find_survey_addressees(
    query: FindSurveyAddressees, context: Context, *, views: Views
) -> dict[str, Any]:
    """Ids of organisations in order, after the given one. Raises `NotFound`."""
    addressed = views.get("survey_addressees", query.survey_id)
    if addressed is None:
        raise NotFound
    everybody: list[str] = addressed["addressees"]
    start = bisect_right(everybody, query.after) if query.after else 0
    items = [{"organisation_id": one} for one in everybody[start : start + query.limit]]
    return {"items": items, "total": len(everybody)}
