"""Who changed what of a listing, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain import NotFound
from services.listings.application.presenting import manages


@dataclass(frozen=True)
class GetListingHistory:
    """Of which listing."""

    listing_id: str


def get_listing_history(
    query: GetListingHistory, context: Context, *, views: Views
) -> dict[str, Any]:
    """Every event with actor, role, time and changed items, oldest first; for owner and staff."""
    document = views.get("listing_history", query.listing_id)
    if document is None or not manages(document, context.actor):
        raise NotFound
    entries = document["entries"]
    return {"items": entries, "total": len(entries)}
