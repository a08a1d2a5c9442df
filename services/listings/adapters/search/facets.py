"""How many listings each value of a condition would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

import tantivy

from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.questions import CONDITIONS, Questions
from services.listings.domain.listing.labels import Label

MOST_COMBINATIONS = 4_000
"""With more combinations of values than this, the single values are counted instead."""

_MOST_VALUES = 10_000
_MOMENTARY = (Label.NEW, Label.CLOSING_SOON)

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
                found |= self._values(searcher, questions.query(without), names)
            if fields.LABELS in names:
                for label in _MOMENTARY:
                    asked = questions.query(without, questions.label(label))
                    counted: Any = searcher.search(asked, limit=1, count=True)
                    found[fields.LABELS][label.value] = int(counted.count)
        return {name: _sorted(found[name]) for name in CONDITIONS}

    def _values(self, searcher: tantivy.Searcher, asked: Any, names: Sequence[str]) -> Counts:
        found: Counts = {name: {} for name in names}
        together = [
            field
            for field, conditions in fields.COUNTED_TOGETHER.items()
            if field not in self._varied and not found.keys().isdisjoint(conditions)
        ]
        counted = searcher.aggregate(asked, {f: _terms(f, self._most) for f in together})
        for field in together:
            if counted[field]["sum_other_doc_count"]:
                self._varied.add(field)
            else:
                _take_apart(counted[field]["buckets"], field, found)
        self._add_single(searcher, asked, found)
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
