"""The applications to one listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import organisation_of
from services.applications.application.known_listings import listing_of, shown_listing
from services.applications.application.ports import Desk
from services.applications.application.queries.shown import shown_core
from services.applications.application.sealing import open_pairs
from services.applications.projections.applications import APPLICATIONS
from services.applications.projections.listings import LISTINGS
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class FindApplicationsOfListing:
    listing_id: str
    status: str | None = None
    limit: int = 20
    offset: int = 0


def find_applications_of_listing(
    query: FindApplicationsOfListing, context: Context, *, desk: Desk
) -> dict[str, Any]:
    """Submitted applications to a listing of the caller's, newest first (AP-37, AP-44).

    Raises NotFound for listings of others.
    """
    listing = desk.views.get(LISTINGS, query.listing_id)
    if listing is None or listing["organisation_id"] != organisation_of(context):
        raise NotFound
    where: dict[str, Any] = {"listing_id": query.listing_id, "submitted_at": {"$ne": None}}
    if query.status is not None:
        where["status"] = query.status
    found = desk.views.find(
        APPLICATIONS,
        where,
        order=[("submitted_at", -1)],
        limit=query.limit,
        offset=query.offset,
    )
    contents = open_pairs(desk.personal_data, [one["content"] for one in found])
    items = [
        {
            **shown_core(document),
            "applicant_name": content.get("applicant_name"),
            "documents": len(document["documents"]),
        }
        for document, content in zip(found, contents, strict=True)
    ]
    return {
        "items": items,
        "total": desk.views.count(APPLICATIONS, where),
        "listing": shown_listing(listing_of(listing)),
    }
