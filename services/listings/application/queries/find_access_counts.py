"""How often the listings of an organisation were opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.ownership import organisation_id_of
from services.listings.application.presenting import PER_PAGE, page_of


@dataclass(frozen=True)
class FindAccessCounts:
    """Of which organisation, in which order."""

    organisation_id: str | None
    order: str
    page: int


def find_access_counts(
    query: FindAccessCounts, context: Context, *, views: Views
) -> dict[str, Any]:
    """Total and daily counts per listing, by data number or by total (LI-64, LI-65)."""
    where = {"organisation_id": organisation_id_of(context, query.organisation_id)}
    by_total = [("total", -1), ("data_number", 1)]
    found = views.find(
        "access_counts",
        where,
        order=by_total if query.order == "total" else [("data_number", 1)],
        limit=PER_PAGE,
        offset=(query.page - 1) * PER_PAGE,
    )
    items = [
        {
            "listing_id": document["_id"],
            "data_number": document["data_number"],
            "title": document["title"],
            "kind": document["kind"],
            "total": document["total"],
            "days": [{"on": on, "count": count} for on, count in sorted(document["days"].items())],
        }
        for document in found
    ]
    return page_of(items, views.count("access_counts", where), query.page, PER_PAGE)
