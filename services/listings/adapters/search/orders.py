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
"""Among fewer, the first are found as soon without knowing the months and days."""
_MARGIN = 3
_MOST_GROUPS = 40

Groups = list[tuple[str, int]]
"""Values of a field of which each listing has one, and how many have it."""


class Orders:
    """Pages of one state of the index, whose listings by month and by last day it knows."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        months = searcher.terms_with_prefix(fields.UPDATED_MONTH, "")
        days = searcher.terms_with_prefix(fields.END_DAY, "")
        self._months = sorted(months, reverse=True)
        self._days = sorted(days, key=lambda day: int(day[0]))
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
        pages = _Pages(searcher, questions, offset, limit)
        match query.order:
            case SearchOrder.RELEVANCE:
                return pages.by(None)
            case SearchOrder.NEWEST:
                recent = self._enough(self._months, pages, total)
                return pages.among(fields.UPDATED_MONTH, recent, fields.NEWEST)
            case SearchOrder.LATEST_DEADLINE:
                last = self._enough(self._days[::-1], pages, total)
                return pages.among(fields.END_DAY, last, fields.DEADLINE)
            case SearchOrder.NEAREST_DEADLINE:
                today = fields.day_number(query.today)
                ahead = [day for day in self._days if int(day[0]) >= today]
                return pages.nearest(today, self._enough(ahead, pages, total))

    def _enough(self, groups: Groups, pages: _Pages, total: int) -> list[str]:
        """So many of the first groups that a full page is likely to be there; none if too many."""
        if total <= _MANY:
            return []
        enough = (pages.offset + pages.limit) * _MARGIN * self._size / total
        first: list[str] = []
        held = 0
        for value, number in groups[:_MOST_GROUPS]:
            first.append(value)
            held += number
            if held >= enough:
                break
        return first if enough <= held <= self._size / 2 else []


class _Pages:
    """Finds one page of one search."""

    def __init__(
        self, searcher: tantivy.Searcher, questions: Questions, offset: int, limit: int
    ) -> None:
        self._searcher = searcher
        self._questions = questions
        self.offset = offset
        self.limit = limit

    def by(self, field: str | None) -> Sequence[str]:
        """The page in the descending order of a field, or of relevance."""
        asked = self._questions.query(ranked=field is None)
        return self._ids(self._found(asked, field))

    def among(self, field: str, values: Sequence[str], by: str) -> Sequence[str]:
        """The page out of listings with these values, if it is full; else out of all.

        What is found there comes before all that is not, so that a full page is the right one.
        """
        if values:
            near = self._questions.among(field, values)
            ids = self._ids(self._found(self._questions.query(further=near), by))
            if len(ids) == self.limit:
                return ids
        return self.by(by)

    def nearest(self, today: int, days: Sequence[str]) -> Sequence[str]:
        """Deadlines ahead, nearest first, on these days if that is enough; then those passed."""
        questions, first = self._questions, fields.first_deadline_of(today)
        rising = tantivy.Order.Asc
        if days:
            near = questions.query(further=questions.among(fields.END_DAY, days))
            ids = self._ids(self._found(near, fields.DEADLINE, order=rising))
            if len(ids) == self.limit:
                return ids
        ahead = questions.query(further=questions.range(fields.DEADLINE, first, None))
        found = self._found(ahead, fields.DEADLINE, order=rising, count=True)
        ids = self._ids(found)
        if len(ids) == self.limit:
            return ids
        passed = questions.query(further=questions.range(fields.DEADLINE, None, first - 1))
        offset, limit = max(0, self.offset - found.count), self.limit - len(ids)
        rest = _Pages(self._searcher, questions, offset, limit)
        return [*ids, *rest._ids(rest._found(passed, fields.DEADLINE))]

    def _found(self, asked: Any, field: str | None, *, count: bool = False, **more: Any) -> Any:
        return self._searcher.search(
            asked, limit=self.limit, offset=self.offset, count=count, order_by_field=field, **more
        )

    def _ids(self, found: Any) -> list[str]:
        return [self._searcher.doc(address)[fields.ID][0] for _, address in found.hits]
