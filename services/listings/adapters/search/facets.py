"""How many listings each value of a condition would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import tantivy

from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.questions import CONDITIONS, Questions
from services.listings.domain.listing.labels import Label

MOST_COMBINATIONS = 4_000
"""With more combinations of values than this, the single values are counted instead."""

_MOST_VALUES = 10_000
_MOMENTARY = (Label.NEW, Label.CLOSING_SOON)

Counts = dict[str, Counter[str]]


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
        found: Counts = {name: Counter() for name in names}
        together = [
            field
            for field, conditions in fields.COUNTED_TOGETHER.items()
            if field not in self._varied and not found.keys().isdisjoint(conditions)
        ]
        counted = searcher.aggregate(asked, {f: _terms(f, self._most) for f in together})
        for field in together:
            if counted[field]["sum_other_doc_count"]:
                self._varied.add(field)
                continue
            for bucket in counted[field]["buckets"]:
                for name, value in fields.values_in(bucket["key"], field):
                    if name in found:
                        found[name][value] += bucket["doc_count"]
        self._add_single(searcher, asked, found)
        return found

    def _add_single(self, searcher: tantivy.Searcher, asked: Any, found: Counts) -> None:
        """Counts value by value what comes in too many combinations."""
        varied = {name for field in self._varied for name in fields.COUNTED_TOGETHER[field]}
        single = {name: _terms(name, _MOST_VALUES) for name in found if name in varied}
        if single:
            for name, counted in searcher.aggregate(asked, single).items():
                found[name].update({b["key"]: b["doc_count"] for b in counted["buckets"]})


def _terms(field: str, most: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": most}}


def _sorted(counts: Counter[str]) -> list[tuple[str, int]]:
    present = [(value, int(count)) for value, count in counts.items() if count]
    return sorted(present, key=lambda pair: (-pair[1], pair[0]))
