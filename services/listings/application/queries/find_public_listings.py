"""All public listings, for feeds, site maps and snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.presenting import detail, is_visible
from services.listings.domain.listing.labels import LabelRule


@dataclass(frozen=True)
class FindPublicListings:
    """Those above a data number, at most `limit`."""

    after_data_number: str
    limit: int


def find_public_listings(
    query: FindPublicListings, context: Context, *, views: Views, rule: LabelRule
) -> dict[str, Any]:
    """In data-number order; `next` is the number to go on after, None at the end."""
    found = views.find(
        "listings",
        {"public": True, "data_number": {"$gt": query.after_data_number}},
        order=[("data_number", 1)],
        limit=query.limit,
    )
    items = [
        detail(document, context.at, rule)
        for document in found
        if is_visible(document, context.actor)
    ]
    following = found[-1]["data_number"] if len(found) == query.limit else None
    total = views.count("listings", {"public": True})
    return {"items": items, "total": total, "next": following}
