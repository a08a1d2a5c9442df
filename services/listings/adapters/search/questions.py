"""Search queries in the terms of the index."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import tantivy

from services.kernel.japanese.reading import Reading
from services.kernel.japanese.wanted import Alternative, AnyOf, Phrase, Prefix, Together
from services.listings.adapters.search import schema as fields
from services.listings.application.ports import SearchOrder, SearchQuery
from services.listings.domain.listing.kinds import ListingKind
from services.listings.domain.listing.labels import Label

CONDITIONS = (*fields.FACETS, fields.LABELS)

_Query = Any
_TITLE_WEIGHT, _ORGANISATION_WEIGHT = 6.0, 3.0
# A set of terms is made into an automaton, which takes as long as a whole search of 20,000 listings.
_FEW = 40
_PATTERN_SIGNS = frozenset("\\.+*?()|[]{}^$#&-~")


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
        self._compounds = compounds
        self._schema = schema
        self._searcher = searcher
        self._query = query
        self._loosely = loosely
        self._keyword = list(self._loose(reading) if loosely else self._exact(reading))
        by_score = query.order is SearchOrder.RELEVANCE and not loosely
        self._ranked = list(self._scored(reading)) if by_score else self._keyword
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

    @property
    def chosen_occupations(self) -> Sequence[str]:
        """The occupations this search is restricted to."""
        return self._query.occupations

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
        further: _Query | None = None,
        *,
        ranked: bool = False,
    ) -> _Query:
        """The query that listings must meet, `further` included; `ranked` to order by relevance."""
        parts = list(self._ranked if ranked else self._keyword)
        parts += [condition for name, condition in self._conditions.items() if name != without]
        if further is not None:
            parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(further, 0.0)))
        if not any(occur == tantivy.Occur.Must for occur, _ in parts):
            parts.append((tantivy.Occur.Must, self._everything()))
        elif not self._query.jocv_view:
            parts.append((tantivy.Occur.MustNot, self._term(fields.AUDIENCE, fields.JOCV_ONLY)))
        return parts[0][1] if len(parts) == 1 else tantivy.Query.boolean_query(parts)

    def _everything(self) -> _Query:
        """All that the asker may see."""
        if self._query.jocv_view:
            return tantivy.Query.all_query()
        # one list of those that everybody may see is read faster than all but the others
        return self._term(fields.AUDIENCE, fields.EVERYONE)

    def range(self, field: str, low: int | None, high: int | None) -> _Query:
        """Listings with a number between both, included."""
        integer = tantivy.FieldType.Integer
        return tantivy.Query.range_query(self._schema, field, integer, low, high)

    def among(self, field: str, values: list[str]) -> _Query:
        """Listings with one of these values."""
        return self._terms(field, values)

    def both(self, one: _Query, other: _Query) -> _Query:
        """Listings that meet both."""
        return _all([one, other])

    def _chosen(self) -> Iterator[tuple[str, Any, _Query]]:
        query, must = self._query, tantivy.Occur.Must
        for name in fields.FACETS:
            values = list(getattr(query, name))
            if name == "kinds" and values:
                yield name, *self._of_kinds(values)
            elif values:
                yield name, must, self._terms(name, values)
        if query.labels:
            yield fields.LABELS, must, _any([self.label(label) for label in query.labels])
        if query.organisation_id is not None:
            of_organisation = self._term(fields.ORGANISATION_ID, query.organisation_id)
            yield fields.ORGANISATION_ID, must, of_organisation
        if query.open_on is not None:
            day = fields.day_number(query.open_on)
            yield "started", must, self.range(fields.STARTS, None, day)
            yield "not ended", must, self.range(fields.ENDS, day, None)

    def _of_kinds(self, chosen: Sequence[str]) -> tuple[Any, _Query]:
        """Listings of these kinds; of most kinds, as pages ask unasked: those of no other.

        Each listing is of one kind. To leave out the few of the archive takes less than to put
        together the many of all kinds but that.
        """
        others = self.other_kinds
        if others and len(others) < len(set(chosen)):
            return tantivy.Occur.MustNot, self._terms("kinds", others)
        return tantivy.Occur.Must, self._terms("kinds", list(chosen))

    def label(self, label: str) -> _Query:
        """Listings with this label at the moment of the search (D-45)."""
        if label == Label.NEW:
            # the days narrow down quickly what the moment then decides
            since = fields.milliseconds(self._query.new_since) + 1
            first, last = (
                since // fields.MILLISECONDS_OF_A_DAY,
                fields.day_number(self._query.today),
            )
            days = self._days(fields.PUBLISHED_DAY, first, last + 1)
            recent = self.range(fields.PUBLISHED, since, None)
            both = [(tantivy.Occur.Must, days), (tantivy.Occur.Must, recent)]
            return tantivy.Query.boolean_query(both)
        if label == Label.CLOSING_SOON:
            today = fields.day_number(self._query.today)
            until = fields.day_number(self._query.closing_until)
            return self._days(fields.END_DAY, today, until)
        return self._term(fields.LABELS, label)

    def _days(self, field: str, first: int, last: int) -> _Query:
        return self._terms(field, [str(day) for day in range(first, last + 1)])

    def _exact(self, reading: Reading) -> Iterator[tuple[Any, _Query]]:
        for word in reading.wanted.words:
            yield tantivy.Occur.Must, _any([self._found(wanted) for wanted in word.alternatives])

    def _scored(self, reading: Reading) -> Iterator[tuple[Any, _Query]]:
        """What `_exact` finds, with the score that relevance is ordered by."""
        for word in reading.wanted.words:
            must = _any([self._alternative(fields.ALL, found) for found in word.alternatives])
            yield tantivy.Occur.Must, must
            for name, weight in (
                (fields.TITLE, _TITLE_WEIGHT),
                (fields.ORGANISATION, _ORGANISATION_WEIGHT),
            ):
                should = _any([self._alternative(name, found) for found in word.alternatives])
                yield tantivy.Occur.Should, tantivy.Query.boost_query(should, weight)

    def _loose(self, reading: Reading) -> Iterator[tuple[Any, _Query]]:
        """Each word as the letters it is made of, or as its tokens wherever they stand."""
        words = [_scattered(word) for word in reading.wanted.words]
        if len(words) == len(reading.grams):
            for word, grams in zip(words, reading.grams, strict=True):
                exact = [self._found(wanted) for wanted in word]
                yield tantivy.Occur.Must, _any([*exact, *self._letters(grams)])
            return
        for grams in reading.grams:
            yield tantivy.Occur.Must, _any(self._letters(grams))

    def _letters(self, grams: Sequence[str]) -> list[_Query]:
        if not grams:
            return []
        if len(grams) == 1 and len(grams[0]) == 1 and not grams[0].isascii():
            letter = _literal(grams[0])
            pattern = f"{letter}|{letter}.|.{letter}"
            return [tantivy.Query.regex_query(self._schema, fields.GRAMS, pattern)]
        return [self._phrase(fields.GRAMS, grams)]

    def _found(self, wanted: Alternative) -> _Query:
        """What `_alternative` finds anywhere in a listing, without its score but sooner."""
        match wanted:
            case Phrase(tokens) if len(tokens) > 1:
                if len(tokens) == 2 or tokens in self._compounds:
                    return self._term(fields.RUNS, fields.run_of(tokens))
                # all pairs may be there without following each other
                pairs = [self._term(fields.RUNS, fields.run_of(two)) for two in pairwise(tokens)]
                return _all([*pairs, self._phrase(fields.ALL, tokens)])
            case Prefix(letters):
                # a pattern is made into an automaton, which takes as long as many a search
                terms = self._searcher.terms_with_prefix(fields.ALL, letters)
                if len(terms) <= _FEW:
                    return self._terms(fields.ALL, [term for term, _ in terms])
            case Together(phrases):
                return _all([self._found(phrase) for phrase in phrases])
        return self._alternative(fields.ALL, wanted)

    def _alternative(self, field: str, wanted: Alternative) -> _Query:
        match wanted:
            case Phrase(tokens):
                return self._phrase(field, tokens)
            case Prefix(letters):
                pattern = f"{_literal(letters)}.*"
                return tantivy.Query.regex_query(self._schema, field, pattern)
            case Together(phrases):
                return _all([self._phrase(field, phrase.tokens) for phrase in phrases])

    def _phrase(self, field: str, tokens: Sequence[str]) -> _Query:
        if len(tokens) == 1:
            return self._term(field, tokens[0])
        return tantivy.Query.phrase_query(self._schema, field, list(tokens))

    def _term(self, field: str, value: str) -> _Query:
        return tantivy.Query.term_query(self._schema, field, value)

    def _terms(self, field: str, values: list[str]) -> _Query:
        if not values:
            return tantivy.Query.empty_query()
        if len(values) == 1:
            return self._term(field, values[0])
        if len(values) <= _FEW:
            return _any([self._term(field, value) for value in values])
        return tantivy.Query.term_set_query(self._schema, field, values)


def _any(queries: Sequence[_Query]) -> _Query:
    if not queries:
        return tantivy.Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _all(queries: Sequence[_Query]) -> _Query:
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])


def _scattered(word: AnyOf) -> list[Alternative]:
    """The alternatives of a word without the order of their tokens."""
    return [
        Together(tuple(Phrase((token,)) for token in found.tokens))
        if isinstance(found, Phrase) and len(found.tokens) > 1
        else found
        for found in word.alternatives
    ]


def _literal(text: str) -> str:
    return "".join(f"\\{sign}" if sign in _PATTERN_SIGNS else sign for sign in text)
