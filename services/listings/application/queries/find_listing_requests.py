"""The secretariat's work list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.presenting import card, page_of
from services.listings.domain.listing.labels import LabelRule


@dataclass(frozen=True)
class FindListingRequests:
    """Which requests; None and empty mean all."""

    request: str | None
    organisation_id: str | None
    kinds: Sequence[str]
    page: int
    per_page: int


def find_listing_requests(
    query: FindListingRequests, context: Context, *, views: Views, rule: LabelRule
) -> dict[str, Any]:
    """Pending registration and amendment requests, oldest first (GW-50)."""
    wanted = [query.request] if query.request else ["registration", "amendment"]
    where: dict[str, Any] = {"pending": {"$in": wanted}}
    if query.organisation_id:
        where["organisation_id"] = query.organisation_id
    if query.kinds:
        where["kind"] = {"$in": list(query.kinds)}
    found = views.find(
        "listings",
        where,
        order=[("requested_at", 1), ("data_number", 1)],
        limit=query.per_page,
        offset=(query.page - 1) * query.per_page,
    )
    items = [card(document, context.at, rule) for document in found]
    return page_of(items, views.count("listings", where), query.page, query.per_page)
