"""What leaves the public pages today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.presenting import card, page_of
from services.listings.domain.listing.labels import LabelRule


@dataclass(frozen=True)
class FindWithdrawalsDue:
    """Which page of them."""

    page: int
    per_page: int


def find_withdrawals_due(
    query: FindWithdrawalsDue, context: Context, *, views: Views, rule: LabelRule
) -> dict[str, Any]:
    """Scheduled withdrawals, which all fall due on the day they were asked for (GW-50, LI-37)."""
    # The bound says nothing new; it lets the index on the moment be used.
    where = {"state": "withdrawal-scheduled", "removal_at": {"$gt": ""}}
    found = views.find(
        "listings",
        where,
        order=[("removal_at", 1), ("data_number", 1)],
        limit=query.per_page,
        offset=(query.page - 1) * query.per_page,
    )
    items = [card(document, context.at, rule) for document in found]
    return page_of(items, views.count("listings", where), query.page, query.per_page)
