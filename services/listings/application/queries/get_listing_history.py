"""Who changed what of a listing, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.listings.application.histories import history_of, told


@dataclass(frozen=True)
class GetListingHistory:
    """Of which listing."""

    listing_id: str


def get_listing_history(
    query: GetListingHistory, context: Context, *, views: Views, personal_data: PersonalData
) -> dict[str, Any]:
    """Every event with its time, who, changed items and the state after it, oldest first.

    Raises `NotFound` for all but the owner and the secretariat.
    """
    document = history_of(query.listing_id, context, views)
    items = [
        told(entry, number, context.actor, personal_data)
        for number, entry in enumerate(document["entries"], 1)
    ]
    return {"items": items, "total": len(items)}
