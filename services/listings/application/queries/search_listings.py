"""Search the public listings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.kernel.eventkit.application.application import BEHIND
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.application.ports import (
    LISTED_AT_MOST,
    PAGE_SIZE,
    ListingSearch,
    SearchOrder,
    SearchQuery,
)
from services.listings.application.presenting import card, is_visible, may_view_jocv
from services.listings.domain.listing.labels import LabelRule


@dataclass(frozen=True)
class SearchListings:
    """Keyword and conditions; see the payload schema."""

    keyword: str
    kinds: Sequence[str]
    recruiting_fields: Sequence[str]
    locations: Sequence[str]
    occupations: Sequence[str]
    organisation_types: Sequence[str]
    organisation_id: str | None
    labels: Sequence[str]
    employment_types: Sequence[str]
    languages: Sequence[str]
    open_on: date | None
    order: str
    page: int


def search_listings(
    query: SearchListings,
    context: Context,
    *,
    views: Views,
    search: ListingSearch,
    rule: LabelRule,
) -> dict[str, Any]:
    """20 cards of the page, the true total, and facets (LI-49 to LI-55, D-56).

    `first` and `last` number the shown entries for 「総件数：…件中 …件～…件を表示しています」;
    `listed` is how many can be paged through, `partial` tells of looser matches. The index is
    waited for, so that whoever was told of a position finds what happened up to it.
    """
    current = not context.after or search.wait_for(context.after)
    page = search.search(
        SearchQuery(
            today=tokyo_date(context.at),
            new_since=rule.new_since(context.at),
            closing_until=rule.closing_until(context.at),
            keyword=query.keyword,
            kinds=tuple(query.kinds),
            fields=tuple(query.recruiting_fields),
            locations=tuple(query.locations),
            occupations=tuple(query.occupations),
            organisation_types=tuple(query.organisation_types),
            organisation_id=query.organisation_id,
            labels=tuple(query.labels),
            employment_types=tuple(query.employment_types),
            languages=tuple(query.languages),
            open_on=query.open_on,
            jocv_view=may_view_jocv(context.actor),
            order=SearchOrder(query.order),
            page=query.page,
        )
    )
    documents = views.get_many("listings", list(page.ids))
    items = [
        card(document, context.at, rule)
        for listing_id in page.ids
        if (document := documents.get(listing_id)) is not None
        and document["public"]
        and is_visible(document, context.actor)
    ]
    listed = min(page.total, LISTED_AT_MOST)
    first = (query.page - 1) * PAGE_SIZE + 1
    return {
        **({} if current else {BEHIND: True}),
        "items": items,
        "total": page.total,
        "listed": listed,
        "page": query.page,
        "pages": -(-listed // PAGE_SIZE),
        "per_page": PAGE_SIZE,
        "first": first if page.ids else 0,
        "last": first + len(page.ids) - 1 if page.ids else 0,
        "facets": {
            name: [{"value": value, "count": count} for value, count in counts]
            for name, counts in page.facets.items()
        },
        "partial": page.partial,
    }
