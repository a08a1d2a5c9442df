"""The listings of an organisation that wait for the secretariat."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.ownership import organisation_id_of
from services.listings.application.presenting import PER_PAGE, card, page_of
from services.listings.domain.listing.labels import LabelRule


@dataclass(frozen=True)
class FindPendingListings:
    """Of which organisation."""

    organisation_id: str | None
    page: int


def find_pending_listings(
    query: FindPendingListings, context: Context, *, views: Views, rule: LabelRule
) -> dict[str, Any]:
    """「登録依頼中」 and 「修正依頼中」, oldest request first (LI-33)."""
    where = {
        "organisation_id": organisation_id_of(context, query.organisation_id),
        "pending": {"$in": ["registration", "amendment"]},
    }
    found = views.find(
        "listings",
        where,
        order=[("requested_at", 1)],
        limit=PER_PAGE,
        offset=(query.page - 1) * PER_PAGE,
    )
    items = [card(document, context.at, rule) for document in found]
    return page_of(items, views.count("listings", where), query.page, PER_PAGE)
