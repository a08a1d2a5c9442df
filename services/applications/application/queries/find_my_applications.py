"""The applicant's own applications."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import person_of
from services.applications.application.known_listings import listing_of, shown_listing
from services.applications.application.ports import Desk
from services.applications.application.queries.shown import shown_core, shown_deadline
from services.applications.domain.listing import TRAININGS
from services.applications.projections.applications import APPLICATIONS
from services.applications.projections.listings import LISTINGS
from services.kernel.eventkit.application.context import Context


@dataclass(frozen=True)
class FindMyApplications:
    group: str | None = None
    state: str | None = None
    limit: int = 20
    offset: int = 0


def find_my_applications(
    query: FindMyApplications, context: Context, *, desk: Desk
) -> dict[str, Any]:
    """Submitted applications, newest first; jobs and trainings separately by `group` (AP-25)."""
    where: dict[str, Any] = {"person_id": person_of(context), "submitted_at": {"$ne": None}}
    if query.group is not None:
        among = "$in" if query.group == "trainings" else "$nin"
        where["kind"] = {among: sorted(TRAININGS)}
    if query.state == "open":
        where["finished"] = False
        where["status"] = {"$ne": "cancelled"}
    elif query.state == "finished":
        where["finished"] = True
    found = desk.views.find(
        APPLICATIONS,
        where,
        order=[("submitted_at", -1)],
        limit=query.limit,
        offset=query.offset,
    )
    listings = desk.views.get_many(LISTINGS, list({one["listing_id"] for one in found}))
    items = []
    for document in found:
        listing = listings.get(document["listing_id"])
        items.append(
            {
                **shown_core(document),
                **shown_deadline(document, context.at),
                "listing": shown_listing(listing_of(listing) if listing else None),
            }
        )
    return {"items": items, "total": desk.views.count(APPLICATIONS, where)}
