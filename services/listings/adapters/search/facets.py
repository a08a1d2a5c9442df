"""How many listings each value of a condition would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

import tantivy

from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.questions import CONDITIONS, Questions

MOST_COMBINATIONS = 4_000
"""With more combinations of values than this, the single values are counted instead."""

_MOST_VALUES = 10_000

Counts = dict[str, dict[str, int]]


class Facets:
    """Counts on one state of the index; it learns which values come in too many combinations."""

    def __init__(self, most_combinations: int = MOST_COMBINATIONS) -> None:
        self._most = most_combinations
        self._varied: set[str] = set()

    def count(
        self, searcher: tantivy.Searcher, questions: Questions
    ) -> dict[str, list[tuple[str, int]]]:
        """Counts per condition; one that restricts is counted as if it did not."""
        restricted = questions.restricted
        free = [name for name in CONDITIONS if name not in restricted]
        found: Counts = {}
        for names, without in ((free, None), *(([name], name) for name in restricted)):
            if names:
                found |= self._values(searcher, questions, without, names)
        if fields.OCCUPATIONS in restricted:
            found[fields.OCCUPATIONS] |= self._deep(searcher, questions)
        return {name: _sorted(found[name]) for name in CONDITIONS}

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
            bucket["key"]: int(bucket["doc_count"])
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
        asked = questions.query(without)
        found: Counts = {name: {} for name in names}
        together = [
            field
            for field, conditions in fields.COUNTED_TOGETHER.items()
            if field not in self._varied and not found.keys().isdisjoint(conditions)
        ]
        wanted = {field: _terms(field, self._most) for field in together}
        momentary = questions.momentary if fields.LABELS in found else {}
        wanted |= {label.value: _between(*bounds) for label, bounds in momentary.items()}
        counted = searcher.aggregate(asked, wanted)
        for field in together:
            if counted[field]["sum_other_doc_count"]:
                self._varied.add(field)
            else:
                _take_apart(counted[field]["buckets"], field, found)
        self._add_single(searcher, asked, found)
        for label, (_, first, _) in momentary.items():
            # An index without entries has no buckets at all.
            found[fields.LABELS][label.value] = sum(
                int(bucket["doc_count"])
                for bucket in counted[label.value]["buckets"]
                if bucket.get("from") == first
            )
        return found

    def _add_single(self, searcher: tantivy.Searcher, asked: Any, found: Counts) -> None:
        """Counts value by value what comes in too many combinations."""
        varied = {name for field in self._varied for name in fields.COUNTED_TOGETHER[field]}
        single = {name: _terms(name, _MOST_VALUES) for name in found if name in varied}
        if single:
            for name, counted in searcher.aggregate(asked, single).items():
                found[name] = {b["key"]: b["doc_count"] for b in counted["buckets"]}


def _terms(field: str, most: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": most}}


def _between(field: str, first: int, last: int) -> dict[str, Any]:
    return {"range": {"field": field, "ranges": [{"from": first, "to": last + 1}]}}


def _take_apart(buckets: Sequence[Mapping[str, Any]], field: str, found: Counts) -> None:
    """Adds the counts of combined values to those of the single ones that are wanted."""
    for bucket in buckets:
        count = int(bucket["doc_count"])
        for name, value in fields.values_in(bucket["key"], field):
            counts = found.get(name)
            if counts is not None:
                counts[value] = counts.get(value, 0) + count


def _sorted(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    present = [pair for pair in counts.items() if pair[1]]
    present.sort()
    present.sort(key=itemgetter(1), reverse=True)
    return present
