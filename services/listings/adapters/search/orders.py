"""The page of a search, in the order asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tantivy

from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.questions import Questions
from services.listings.application.ports import (
    LISTED_AT_MOST,
    PAGE_SIZE,
    SearchOrder,
    SearchQuery,
)

_MANY = 2_000
"""Among fewer, the newest are found as soon without knowing the months."""
_MARGIN = 3
_MOST_MONTHS = 12

_FIELDS = {
    SearchOrder.NEWEST: fields.NEWEST,
    SearchOrder.LATEST_DEADLINE: fields.DEADLINE,
    SearchOrder.RELEVANCE: None,
}


class Orders:
    """Pages of one state of the index, whose listings by month it knows."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        months = searcher.terms_with_prefix(fields.UPDATED_MONTH, "")
        self._months = sorted(months, reverse=True)
        self._size = sum(number for _, number in months)

    def latest(self, most: int) -> list[str]:
        """The latest months with listings, at most so many."""
        return [month for month, _ in self._months[:most]]

    def page(
        self, searcher: tantivy.Searcher, questions: Questions, query: SearchQuery, total: int
    ) -> Sequence[str]:
        """The ids of the page among all that are found, of which there are `total`."""
        offset = (query.page - 1) * PAGE_SIZE
        limit = min(PAGE_SIZE, LISTED_AT_MOST - offset, total - offset)
        if limit <= 0:
            return ()
        if query.order is SearchOrder.NEAREST_DEADLINE:
            return _nearest(searcher, questions, query, offset, limit)
        if query.order is SearchOrder.NEWEST and total > _MANY:
            ids = self._newest(searcher, questions, offset, limit, total)
            if len(ids) == limit:
                return ids
        field = _FIELDS[query.order]
        asked = questions.query(ranked=field is None)
        found: Any = searcher.search(
            asked, limit=limit, offset=offset, count=False, order_by_field=field
        )
        return _ids(searcher, found)

    def _newest(
        self,
        searcher: tantivy.Searcher,
        questions: Questions,
        offset: int,
        limit: int,
        total: int,
    ) -> Sequence[str]:
        """The page out of the latest months, if it is likely to be there; else fewer, or none.

        What is found there is newer than all that is not, so that a full page is the right one.
        """
        enough = (offset + limit) * _MARGIN * self._size / total
        latest: list[str] = []
        held = 0
        for month, number in self._months[:_MOST_MONTHS]:
            latest.append(month)
            held += number
            if held >= enough:
                break
        if held < enough or held * 2 > self._size:
            return ()
        recent = questions.query(further=questions.among(fields.UPDATED_MONTH, latest))
        found: Any = searcher.search(
            recent, limit=limit, offset=offset, count=False, order_by_field=fields.NEWEST
        )
        return _ids(searcher, found)


def _nearest(
    searcher: tantivy.Searcher,
    questions: Questions,
    query: SearchQuery,
    offset: int,
    limit: int,
) -> Sequence[str]:
    """Deadlines ahead, nearest first; then those passed, latest first."""
    today = fields.first_deadline_of(fields.day_number(query.today))
    ahead = questions.query(further=questions.range(fields.DEADLINE, today, None))
    found: Any = searcher.search(
        ahead,
        limit=limit,
        offset=offset,
        count=True,
        order_by_field=fields.DEADLINE,
        order=tantivy.Order.Asc,
    )
    ids = _ids(searcher, found)
    if len(ids) == limit:
        return ids
    passed = questions.query(further=questions.range(fields.DEADLINE, None, today - 1))
    rest: Any = searcher.search(
        passed,
        limit=limit - len(ids),
        offset=max(0, offset - found.count),
        count=False,
        order_by_field=fields.DEADLINE,
    )
    return [*ids, *_ids(searcher, rest)]


def _ids(searcher: tantivy.Searcher, found: Any) -> list[str]:
    return [searcher.doc(address)[fields.ID][0] for _, address in found.hits]
