"""In which items a listing differs between two moments of its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.listings.application.histories import entry_at, history_of, text_of, told


@dataclass(frozen=True)
class GetListingDifference:
    """Of which listing, between which two entries of its history, in any order."""

    listing_id: str
    earlier: int
    later: int


def get_listing_difference(
    query: GetListingDifference, context: Context, *, views: Views, personal_data: PersonalData
) -> dict[str, Any]:
    """Both entries, the earlier one first, and each item that differs with both values.

    What is compared is the text in work: that of the amendment while there is one, otherwise that
    of the listing. Raises `NotFound` for all but the owner and the secretariat, and for a number
    that is none.
    """
    document = history_of(query.listing_id, context, views)
    pair = []
    for number in sorted((query.earlier, query.later)):
        entry = entry_at(document, number)
        version = entry["amendment_version"] or entry["content_version"]
        text = text_of(document, version, views) or {}
        pair.append((told(entry, number, context.actor, personal_data), text))
    (earlier, before), (later, after) = pair
    return {
        "earlier": earlier,
        "later": later,
        "language": after.get("language") or before.get("language"),
        "changes": [
            {"item": name, "before": before.get(name), "after": after.get(name)}
            for name in after
            if after.get(name) != before.get(name)
        ],
        "unchanged": [name for name in after if after.get(name) == before.get(name)],
    }
