"""Cards of many listings in one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.presenting import card, is_visible
from services.listings.domain.listing.labels import LabelRule


@dataclass(frozen=True)
class GetListings:
    """Which ones."""

    listing_ids: Sequence[str]


def get_listings(
    query: GetListings, context: Context, *, views: Views, rule: LabelRule
) -> dict[str, Any]:
    """The cards in the order asked for, with occupations; unknown ones and secrets are left out.

    Listings that were public once stay known by their card, with `public` false (LI-61, D-55).
    """
    documents = views.get_many("listings", list(dict.fromkeys(query.listing_ids)))
    items = [
        card(document, context.at, rule) | {"occupations": document["content"]["occupations"]}
        for listing_id in dict.fromkeys(query.listing_ids)
        if (document := documents.get(listing_id)) is not None
        and is_visible(document, context.actor, also_past=True)
    ]
    return {"items": items, "total": len(items)}
