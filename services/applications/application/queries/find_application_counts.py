"""The organisation's listings with their numbers of applicants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import organisation_of
from services.applications.application.known_listings import listing_of, shown_listing
from services.applications.application.ports import Desk
from services.applications.projections.applicants import APPLICANTS
from services.applications.projections.listings import LISTINGS
from services.kernel.eventkit.application.context import Context


@dataclass(frozen=True)
class FindApplicationCounts:
    limit: int = 20
    offset: int = 0


def find_application_counts(
    query: FindApplicationCounts, context: Context, *, desk: Desk
) -> dict[str, Any]:
    """All listings of the caller's organisation, newest first, with applicants (AP-37, AP-45)."""
    where = {"organisation_id": organisation_of(context)}
    found = desk.views.find(
        LISTINGS, where, order=[("published_at", -1)], limit=query.limit, offset=query.offset
    )
    counts = desk.views.get_many(APPLICANTS, [one["listing_id"] for one in found])
    items = [
        {
            **(shown_listing(listing_of(one)) or {}),
            "applicants": counts.get(one["listing_id"], {}).get("applicants", 0),
        }
        for one in found
    ]
    return {"items": items, "total": desk.views.count(LISTINGS, where)}
