"""Search queries in the terms of the index."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterator, Sequence
from functools import cached_property
from typing import Any

import tantivy

from services.kernel.japanese.reading import Reading
from services.listings.adapters.search import levels
from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.clauses import Clauses, Query, all_of, any_of
from services.listings.adapters.search.words import Words
from services.listings.application.ports import SearchOrder, SearchQuery
from services.listings.domain.listing.kinds import ListingKind
from services.listings.domain.listing.labels import Label

KINDS = "kinds"
CONDITIONS = (*fields.FACETS, fields.LABELS)

_MUST, _MUST_NOT = tantivy.Occur.Must, tantivy.Occur.MustNot


class Questions:
    """Builds the queries of one search; `without` leaves one condition out, for its facet.

    `compounds` are the phrases of more than two tokens that the index holds as one.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        searcher: tantivy.Searcher,
        query: SearchQuery,
        reading: Reading,
        *,
        compounds: Container[tuple[str, ...]],
        loosely: bool,
    ) -> None:
        self._clauses = Clauses(schema)
        self._searcher = searcher
        self._query = query
        self._loosely = loosely
        self._words = words = Words(self._clauses, searcher, reading, compounds)
        self._keyword = list(words.loose() if loosely else words.exact())
        by_score = query.order is SearchOrder.RELEVANCE and not loosely
        self._ranked = list(words.scored()) if by_score else self._keyword
        self._conditions = {
            name: (occur, tantivy.Query.const_score_query(condition, 0.0))
            for name, occur, condition in self._chosen()
        }

    @property
    def restricted(self) -> list[str]:
        """The conditions that are counted in facets and restrict this search."""
        return [name for name in CONDITIONS if name in self._conditions]

    @property
    def free(self) -> list[str]:
        """The conditions that are counted in facets and do not restrict this search."""
        return [name for name in CONDITIONS if name not in self._conditions]

    @property
    def other_kinds(self) -> list[str]:
        """The kinds this search is not restricted to."""
        return [kind.value for kind in ListingKind if kind not in self._query.kinds]

    def chosen(self, condition: str) -> Sequence[str]:
        """The values of a condition that this search is restricted to."""
        values: Sequence[str] = getattr(self._query, condition)
        return values

    @cached_property
    def takes_long(self) -> bool:
        """Whether finding and counting takes milliseconds, so that two processors may share it."""
        return not self._loosely and self._words.takes_long

    def applied(self, without: str | None = None) -> Hashable:
        """Everything that decides what `query` finds, for remembering what was counted."""
        query = self._query
        conditions = tuple(
            (name, tuple(getattr(query, name)))
            for name in CONDITIONS
            if name != without and name in self._conditions
        )
        moment = (query.today, query.closing_until, query.new_since if query.labels else None)
        others = (query.organisation_id, query.open_on, query.jocv_view)
        return query.keyword, self._loosely, conditions, moment, others

    def query(
        self,
        without: str | None = None,
        further: Query | None = None,
        *,
        ranked: bool = False,
    ) -> Query:
        """The query that listings must meet, `further` included; `ranked` to order by relevance."""
        parts = list(self._ranked if ranked else self._keyword)
        parts += [condition for name, condition in self._conditions.items() if name != without]
        if further is not None:
            parts.append((_MUST, tantivy.Query.const_score_query(further, 0.0)))
        if not any(occur == _MUST for occur, _ in parts):
            parts.append((_MUST, self._everything()))
        elif not self._query.jocv_view:
            parts.append((_MUST_NOT, self._clauses.term(fields.AUDIENCE, fields.JOCV_ONLY)))
        return parts[0][1] if len(parts) == 1 else tantivy.Query.boolean_query(parts)

    def grouped(self, without: str | None = None) -> Query:
        """What `query` finds, together with the groups of `hidden`."""
        parts = list(self._keyword)
        parts += [
            condition
            for name, condition in self._conditions.items()
            if name != without and not (name == KINDS and self.leaves_out_archive)
        ]
        if not any(occur == _MUST for occur, _ in parts):
            parts.append((_MUST, tantivy.Query.all_query()))
        return parts[0][1] if len(parts) == 1 else tantivy.Query.boolean_query(parts)

    @cached_property
    def leaves_out_archive(self) -> bool:
        """Whether the kinds chosen are all but the archive, as pages ask unasked."""
        return self.other_kinds == [fields.ARCHIVE] and bool(self._query.kinds)

    @cached_property
    def archived(self) -> frozenset[str]:
        """The groups that only the choice of kinds leaves out."""
        jocv = {fields.JOCV_ARCHIVED} if self._query.jocv_view else set()
        return frozenset({fields.ARCHIVED, *jocv}) if self.leaves_out_archive else frozenset()

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The groups that `grouped` finds and that are not to be counted."""
        jocv = set() if self._query.jocv_view else {fields.JOCV, fields.JOCV_ARCHIVED}
        return self.archived | jocv

    def _everything(self) -> Query:
        """All that the asker may see."""
        if self._query.jocv_view:
            return tantivy.Query.all_query()
        # one list of those that everybody may see is read faster than all but the others
        return self._clauses.term(fields.AUDIENCE, fields.EVERYONE)

    def range(self, field: str, low: int | None, high: int | None) -> Query:
        """Listings with a number between both, included."""
        return self._clauses.range(field, low, high)

    def among(self, field: str, values: Sequence[str]) -> Query:
        """Listings with one of these values."""
        return self._clauses.terms(field, values)

    def both(self, one: Query, other: Query) -> Query:
        """Listings that meet both."""
        return all_of([one, other])

    def _chosen(self) -> Iterator[tuple[str, Any, Query]]:
        query, clauses = self._query, self._clauses
        for name in fields.FACETS:
            values = list(getattr(query, name))
            if name == KINDS and values:
                yield name, *self._of_kinds(values)
            elif values:
                yield name, _MUST, clauses.terms(name, levels.broadest(name, values))
        if query.labels:
            yield fields.LABELS, _MUST, any_of([self.label(label) for label in query.labels])
        if query.organisation_id is not None:
            of_organisation = clauses.term(fields.ORGANISATION_ID, query.organisation_id)
            yield fields.ORGANISATION_ID, _MUST, of_organisation
        if query.open_on is not None:
            day = fields.day_number(query.open_on)
            yield "started", _MUST, self.range(fields.STARTS, None, day)
            last = min(day, fields.OPEN_END)
            yield "not ended", _MUST, self.range(fields.ENDS, last, None)

    def _of_kinds(self, chosen: Sequence[str]) -> tuple[Any, Query]:
        """Listings of these kinds; of most kinds, as pages ask unasked: those of no other.

        Each listing is of one kind. To leave out the few of the archive takes less than to put
        together the many of all kinds but that.
        """
        others = self.other_kinds
        if others and len(others) < len(set(chosen)):
            return _MUST_NOT, self._clauses.terms(KINDS, others)
        return _MUST, self._clauses.terms(KINDS, chosen)

    def label(self, label: str) -> Query:
        """Listings with this label at the moment of the search (D-45)."""
        if label == Label.NEW:
            since = fields.milliseconds(self._query.new_since) + 1
            first = since // fields.MILLISECONDS_OF_A_DAY
            # only on the first day the moment decides; it is looked at for few listings then
            later = self._days(
                fields.PUBLISHED_DAY, first + 1, fields.day_number(self._query.today) + 1
            )
            recent = self.range(fields.PUBLISHED, since, None)
            return any_of(
                [later, self.both(self._days(fields.PUBLISHED_DAY, first, first), recent)]
            )
        if label == Label.CLOSING_SOON:
            today = fields.day_number(self._query.today)
            until = fields.day_number(self._query.closing_until)
            return self._days(fields.END_DAY, today, until)
        return self._clauses.term(fields.LABELS, label)

    def _days(self, field: str, first: int, last: int) -> Query:
        return self._clauses.terms(field, [str(day) for day in range(first, last + 1)])
