"""The secretariat's work lists of requests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.presenting import card, page_of
from services.listings.domain.listing.labels import LabelRule

ORDERS: Mapping[str, tuple[tuple[str, int], ...]] = {
    "pending": (("requested_at", 1), ("data_number", 1)),
    "approved": (("awaits_until", 1), ("data_number", 1)),
    "mailed": (("mailed_at", -1), ("data_number", 1)),
}


@dataclass(frozen=True)
class FindListingRequests:
    """Which requests; None and empty mean all."""

    request: str | None
    organisation_id: str | None
    kinds: Sequence[str]
    page: int
    per_page: int
    standing: str = "pending"


def find_listing_requests(
    query: FindListingRequests, context: Context, *, views: Views, rule: LabelRule
) -> dict[str, Any]:
    """Registration and amendment requests by where they stand (GW-50).

    `pending` are those to decide on, oldest first; `approved` those that await their reflection,
    soonest first; `mailed` those that were corrected or dropped on a mailed wish (LI-35), newest
    first, whatever became of them since.
    """
    where = _condition(query)
    if query.organisation_id:
        where["organisation_id"] = query.organisation_id
    if query.kinds:
        where["kind"] = {"$in": list(query.kinds)}
    found = views.find(
        "listings",
        where,
        order=ORDERS[query.standing],
        limit=query.per_page,
        offset=(query.page - 1) * query.per_page,
    )
    items = [
        card(document, context.at, rule)
        | {
            "request": _request(document),
            "mailed": document["mailed"],
            "mailed_at": document["mailed_at"],
        }
        for document in found
    ]
    return page_of(items, views.count("listings", where), query.page, query.per_page)


def _condition(query: FindListingRequests) -> dict[str, Any]:
    match query.standing:
        case "approved":
            where: dict[str, Any] = {"awaits_until": {"$gt": ""}}
            if query.request:
                amends = query.request == "amendment"
                where["state"] = {"$ne": "scheduled"} if amends else "scheduled"
            return where
        case "mailed":
            return {"mailed_at": {"$gt": ""}}
        case _:
            wanted = [query.request] if query.request else ["registration", "amendment"]
            return {"pending": {"$in": wanted}}


def _request(document: Mapping[str, Any]) -> str | None:
    """What is asked for, or was approved and awaits its reflection."""
    if document["pending"] or document["awaits_until"] is None:
        return document["pending"] or None
    return "registration" if document["state"] == "scheduled" else "amendment"
