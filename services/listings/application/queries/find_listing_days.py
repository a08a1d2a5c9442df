"""The days of public listings, for calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.application.presenting import card
from services.listings.domain.listing.kinds import ListingKind
from services.listings.domain.listing.labels import LabelRule

MOST = 500
_LAST_DAYS = {"work-period": "works_until", "recruitment": "content.recruitment.end_on"}


@dataclass(frozen=True)
class FindListingDays:
    """Of these kinds, by the last day of the work period or of the recruitment."""

    of: str
    kinds: Sequence[str]


def find_listing_days(
    query: FindListingDays, context: Context, *, views: Views, rule: LabelRule
) -> dict[str, Any]:
    """Cards of those whose last day is not over, the soonest over first, at most 500.

    The same for every caller: what is public for everybody (LI-48).
    """
    last_day = _LAST_DAYS[query.of]
    where = {
        "public": True,
        "kind": {"$in": [kind for kind in query.kinds if kind != ListingKind.JOCV_JOB.value]},
        last_day: {"$gte": tokyo_date(context.at).isoformat()},
    }
    order = [(last_day, 1), ("data_number", 1)]
    found = views.find("listings", where, order=order, limit=MOST)
    return {"items": [card(document, context.at, rule) for document in found]}
