"""Applications counted by an attribute (RE-37); small counts for the secretariat only (D-103)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.reporting.application.table import Column, table
from services.reporting.domain.period import period
from services.reporting.domain.small_counts import shown

UNKNOWN = "unknown"


@dataclass(frozen=True)
class GetApplicantAttributes:
    first: date | None
    last: date | None
    listing_id: str | None
    attribute: str


def get_applicant_attributes(
    query: GetApplicantAttributes, context: Context, *, views: Views
) -> dict[str, Any]:
    """A table of counts by value. Raises `PeriodReversed`, `PeriodTooLong`."""
    asked = period(query.first, query.last, today=tokyo_date(context.at))
    where: dict[str, Any] = {
        "on": {"$gte": asked.first.isoformat(), "$lte": asked.last.isoformat()}
    }
    if query.listing_id:
        where["listing_id"] = query.listing_id
    found = views.find("applications", where)
    if query.attribute == "listing-kind":
        known = views.get_many("listings", sorted({one["listing_id"] for one in found}))
        values = [
            "jpo-campaign"
            if one["route"] == "jpo"
            else known.get(one["listing_id"], {}).get("kind")
            for one in found
        ]
    else:
        values = [one[query.attribute] for one in found]
    counts = Counter(str(value) if value is not None else UNKNOWN for value in values)
    columns = (
        Column("value", f"figures.{query.attribute}"),
        Column("count", "figures.applications", "count"),
    )
    rows = [
        {"value": value, "count": shown(count, context.actor.role)}
        for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    return {**table(columns, rows), "from": asked.first.isoformat(), "to": asked.last.isoformat()}
