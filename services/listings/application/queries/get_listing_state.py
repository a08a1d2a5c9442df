"""A listing as it was after one of the things that happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.listings.application.histories import entry_at, history_of, text_of, told


@dataclass(frozen=True)
class GetListingState:
    """Of which listing, after which entry of its history (counted from 1)."""

    listing_id: str
    number: int


def get_listing_state(
    query: GetListingState, context: Context, *, views: Views, personal_data: PersonalData
) -> dict[str, Any]:
    """The entry, the text of the listing then, and that of the amendment in work, if there was one.

    Raises `NotFound` for all but the owner and the secretariat, and for a number that is none.
    """
    document = history_of(query.listing_id, context, views)
    entry = entry_at(document, query.number)
    return {
        **told(entry, query.number, context.actor, personal_data),
        "total": len(document["entries"]),
        "content": text_of(document, entry["content_version"], views),
        "amendment": text_of(document, entry["amendment_version"], views),
    }
