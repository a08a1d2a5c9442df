"""The organisations that viewed people in a period: whom the survey is for (ID-52)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views


@dataclass(frozen=True)
class FindTalentViewers:
    from_on: date
    until_on: date


def find_talent_viewers(
    query: FindTalentViewers, context: Context, *, views: Views
) -> dict[str, Any]:
    """Each organisation with how many detail pages it opened, most first."""
    period = {"$gte": query.from_on.isoformat(), "$lte": query.until_on.isoformat()}
    counts: dict[str, int] = {}
    for document in views.find("talent_views", {"on": period}):
        one = document["organisation_id"]
        counts[one] = counts.get(one, 0) + document["count"]
    names = views.get_many("organisations", list(counts))
    items = [
        {
            "organisation_id": one,
            "name": names.get(one, {}).get("name", ""),
            "name_en": names.get(one, {}).get("name_en", ""),
            "views": count,
        }
        for one, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return {"items": items, "total": len(items)}
