"""How many listings each value of a condition would give."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from operator import itemgetter
from typing import Any

import tantivy

from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.questions import CONDITIONS, Questions
from services.listings.domain.listing.labels import Label

MOST_COMBINATIONS = 4_000
"""With more combinations of values than this, the single values are counted instead."""
MOST_REMEMBERED = 64
"""Counts of so many questions are remembered, each up to some thousand numbers."""

_MOST_VALUES = 10_000
_KINDS = "kinds"

Counts = dict[str, dict[str, int]]
Sorted = Sequence[tuple[str, int]]


class Facets:
    """Counts on one state of the index.

    It learns which values come in too many combinations, and remembers what it has counted: the
    pages and orders of one search share their counts, and whoever chooses another value of a
    condition asks for many of the counts seen before. Used by several threads; nothing locks, at
    worst something is counted twice.
    """

    def __init__(
        self, most_combinations: int = MOST_COMBINATIONS, most_remembered: int = MOST_REMEMBERED
    ) -> None:
        self._most = most_combinations
        self._varied: set[str] = set()
        self._remembered: dict[Hashable, dict[str, Sorted]] = {}
        self._most_remembered = most_remembered

    def total(self, searcher: tantivy.Searcher, questions: Questions) -> int:
        """How many listings are found: each is of one kind, so that it follows from the counts."""
        counted = self._known(searcher, questions, None, [*questions.free, _KINDS])[_KINDS]
        return sum(count for _, count in counted)

    def count(self, searcher: tantivy.Searcher, questions: Questions) -> dict[str, Sorted]:
        """Counts per condition; one that restricts is counted as if it did not."""
        restricted = questions.restricted
        found = self._known(searcher, questions, None, [*questions.free, _KINDS])
        for name in restricted:
            if name == _KINDS:
                found[_KINDS] = _sorted(
                    {**dict(found[_KINDS]), **self._other_kinds(searcher, questions)}
                )
            else:
                found |= self._known(searcher, questions, name, [name])
        if fields.OCCUPATIONS in restricted:
            deep = self._deep(searcher, questions)
            found[fields.OCCUPATIONS] = _sorted({**dict(found[fields.OCCUPATIONS]), **deep})
        without = fields.LABELS if fields.LABELS in restricted else None
        recent = number_of(searcher, questions.query(without, questions.label(Label.NEW)))
        found[fields.LABELS] = _sorted({**dict(found[fields.LABELS]), Label.NEW.value: recent})
        return {name: found[name] for name in CONDITIONS}

    def _known(
        self,
        searcher: tantivy.Searcher,
        questions: Questions,
        without: str | None,
        names: Sequence[str],
    ) -> dict[str, Sorted]:
        key = questions.applied(without)
        known = self._remembered.get(key, {})
        if not all(name in known for name in names):
            counted = self._values(searcher, questions, without, names)
            known = {**known, **{name: _sorted(counts) for name, counts in counted.items()}}
            self._remember(key, known)
        return {name: known[name] for name in names}

    def _remember(self, key: Hashable, known: dict[str, Sorted]) -> None:
        if len(self._remembered) >= self._most_remembered:
            self._remembered.clear()
        self._remembered[key] = known

    def _other_kinds(self, searcher: tantivy.Searcher, questions: Questions) -> dict[str, int]:
        """The kinds that are not chosen, counted among their own listings: often few, or none.

        Those chosen are counted with everything else, so that no listing is looked at twice.
        """
        key = (_KINDS, questions.applied())
        known = self._remembered.get(key)
        if known is None:
            among = questions.among(_KINDS, questions.other_kinds)
            asked = questions.query(_KINDS, among)
            counts = self._values_among(searcher, asked, [_KINDS])[_KINDS]
            known = {_KINDS: _sorted(counts)}
            self._remember(key, known)
        return dict(known[_KINDS])

    def _deep(self, searcher: tantivy.Searcher, questions: Questions) -> dict[str, int]:
        """The lower levels of occupations near those chosen.

        They are counted among the listings of the high level above, which are few: every listing
        with a lower level has the one above it, so that the counts are those of all listings.
        """
        above = sorted(
            {
                fields.high_level_of(path)
                for path in questions.chosen_occupations
                if fields.has_uncounted_below(path)
            }
        )
        if not above:
            return {}
        near = questions.among(fields.OCCUPATIONS, above)
        asked = questions.query(without=fields.OCCUPATIONS, further=near)
        wanted = {fields.OCCUPATIONS: _terms(fields.OCCUPATIONS, _MOST_VALUES)}
        counted = searcher.aggregate(asked, wanted)[fields.OCCUPATIONS]["buckets"]
        return {
            bucket["key"]: bucket["doc_count"]
            for bucket in counted
            if not fields.is_high(bucket["key"]) and fields.high_level_of(bucket["key"]) in above
        }

    def _values(
        self,
        searcher: tantivy.Searcher,
        questions: Questions,
        without: str | None,
        names: Sequence[str],
    ) -> Counts:
        found = self._values_among(searcher, questions.query(without), names)
        if fields.LABELS in found:
            # Few listings close on the same days: to look those up takes less than to look at
            # the day of each that was found. The label NEW changes with every moment.
            closing = questions.query(without, questions.label(Label.CLOSING_SOON))
            found[fields.LABELS][Label.CLOSING_SOON.value] = number_of(searcher, closing)
        return found

    def _values_among(self, searcher: tantivy.Searcher, asked: Any, names: Sequence[str]) -> Counts:
        found: Counts = {name: {} for name in names}
        together = [
            field
            for field, conditions in fields.COUNTED_TOGETHER.items()
            if field not in self._varied and not found.keys().isdisjoint(conditions)
        ]
        if together:
            wanted = {field: _terms(field, self._most) for field in together}
            for field, counted in searcher.aggregate(asked, wanted).items():
                if counted["sum_other_doc_count"]:
                    self._varied.add(field)
                else:
                    _take_apart(counted["buckets"], field, found)
        self._add_single(searcher, asked, found)
        return found

    def _add_single(self, searcher: tantivy.Searcher, asked: Any, found: Counts) -> None:
        """Counts value by value what comes in too many combinations."""
        varied = {name for field in self._varied for name in fields.COUNTED_TOGETHER[field]}
        single = {name: _terms(name, _MOST_VALUES) for name in found if name in varied}
        if single:
            for name, counted in searcher.aggregate(asked, single).items():
                found[name] = {b["key"]: b["doc_count"] for b in counted["buckets"]}


def number_of(searcher: tantivy.Searcher, query: Any) -> int:
    """How many listings meet a query."""
    found: Any = searcher.search(query, limit=1, count=True)
    return int(found.count)


def _terms(field: str, most: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": most}}


def _take_apart(buckets: Sequence[Mapping[str, Any]], field: str, found: Counts) -> None:
    """Adds the counts of combined values to those of the single ones that are wanted."""
    for at, name in enumerate(fields.COUNTED_TOGETHER[field]):
        if name in found:
            counts = found[name]
            for bucket in buckets:
                count = bucket["doc_count"]
                for value in fields.values_in(bucket["key"], at):
                    counts[value] = counts.get(value, 0) + count


_BY_COUNT: Callable[[tuple[str, int]], int] = itemgetter(1)


def _sorted(counts: Mapping[str, int]) -> Sorted:
    present = [(value, counts[value]) for value in sorted(counts) if counts[value]]
    present.sort(key=_BY_COUNT, reverse=True)
    return present
