"""The listings of an organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.ownership import organisation_id_of
from services.listings.application.presenting import PER_PAGE, card, page_of
from services.listings.domain.listing.labels import LabelRule


@dataclass(frozen=True)
class FindOwnListings:
    """In which states; `amendable` keeps those that are registered and not locked (LI-26)."""

    organisation_id: str | None
    states: Sequence[str]
    amendable: bool
    page: int


def find_own_listings(
    query: FindOwnListings, context: Context, *, views: Views, rule: LabelRule
) -> dict[str, Any]:
    """A page of them, highest data number first."""
    where: dict[str, Any] = {"organisation_id": organisation_id_of(context, query.organisation_id)}
    if query.states:
        where["state"] = {"$in": list(query.states)}
    if query.amendable:
        where["state"] = {"$in": ["published", "ended"]}
        where["amendment.state"] = {"$in": ["none", "draft"]}
    found = views.find(
        "listings",
        where,
        order=[("data_number", -1)],
        limit=PER_PAGE,
        offset=(query.page - 1) * PER_PAGE,
    )
    items = [card(document, context.at, rule) for document in found]
    return page_of(items, views.count("listings", where), query.page, PER_PAGE)
