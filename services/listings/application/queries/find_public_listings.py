"""All public listings, for feeds, site maps and snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.presenting import detail, may_view_jocv
from services.listings.domain.listing.kinds import ListingKind
from services.listings.domain.listing.labels import LabelRule


@dataclass(frozen=True)
class FindPublicListings:
    """Those above a data number, at most `limit`."""

    after_data_number: str
    limit: int


def find_public_listings(
    query: FindPublicListings, context: Context, *, views: Views, rule: LabelRule
) -> dict[str, Any]:
    """In data-number order; `next` is the number to go on after, None at the end.

    `last_data_number` is the highest of all public listings, None when there is none. `current`
    is false when the list is older than the caller's `after`: a snapshot must not be.
    """
    current = views.wait_for(context.after, 3.0)
    where: dict[str, Any] = {"public": True}
    if not may_view_jocv(context.actor):
        where["kind"] = {"$ne": ListingKind.JOCV_JOB.value}
    found = views.find(
        "listings",
        {**where, "data_number": {"$gt": query.after_data_number}},
        order=[("data_number", 1)],
        limit=query.limit,
    )
    items = [detail(document, context.at, rule) for document in found]
    following = found[-1]["data_number"] if len(found) == query.limit else None
    last = views.find("listings", where, order=[("data_number", -1)], limit=1)
    return {
        "items": items,
        "total": views.count("listings", where),
        "next": following,
        "last_data_number": last[0]["data_number"] if last else None,
        "current": current,
    }
