"""One listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document, PersonalData, Views
from services.kernel.eventkit.domain import FieldProblem, InvalidInput, NotFound, Role
from services.listings.application.presenting import detail, is_visible, management, manages
from services.listings.domain.listing.labels import LabelRule
from services.listings.domain.listing.refusals import Replaced


@dataclass(frozen=True)
class GetListing:
    """By id or by data number."""

    listing_id: str | None
    data_number: str | None


def get_listing(
    query: GetListing,
    context: Context,
    *,
    views: Views,
    personal_data: PersonalData,
    rule: LabelRule,
) -> dict[str, Any]:
    """The detail page, with what is pending for its owner and the secretariat.

    `NotFound` for everybody else unless it is public (LI-16, LI-23, LI-42), and for JOCV-only
    listings unless the caller may know of them (LI-48). `Replaced` names what has followed a
    pre-announcement (LI-45).
    """
    document = _find(query, views)
    if document is None:
        raise NotFound
    if not is_visible(document, context.actor):
        if document["followed_by"]:
            raise Replaced(document["followed_by"])
        raise NotFound
    answer = detail(document, context.at, rule)
    if context.actor.role is Role.INDIVIDUAL and context.actor.id is not None:
        kept = views.get("favourites", context.actor.id)
        answer["favourite"] = kept is not None and document["_id"] in kept["favourites"]
    if manages(document, context.actor):
        answer |= management(document, personal_data)
    return answer


def _find(query: GetListing, views: Views) -> Document | None:
    if query.listing_id:
        return views.get("listings", query.listing_id)
    if query.data_number:
        found = views.find("listings", {"data_number": query.data_number}, limit=1)
        return found[0] if found else None
    raise InvalidInput(fields={"listing_id": (FieldProblem("required"),)})
