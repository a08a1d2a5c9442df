"""What leaves the public pages today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.presenting import card
from services.listings.domain.listing.labels import LabelRule


@dataclass(frozen=True)
class FindWithdrawalsDue:
    """All of them."""


def find_withdrawals_due(
    query: FindWithdrawalsDue, context: Context, *, views: Views, rule: LabelRule
) -> dict[str, Any]:
    """Scheduled withdrawals, which all fall due on the day they were asked for (GW-50, LI-37)."""
    found = views.find(
        "listings", {"state": "withdrawal-scheduled"}, order=[("removal_at", 1)], limit=500
    )
    items = [card(document, context.at, rule) for document in found]
    return {"items": items, "total": len(items)}
