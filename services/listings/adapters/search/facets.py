"""How many listings each value of a condition would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import tantivy

from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.questions import CONDITIONS, Questions
from services.listings.application.ports import SearchQuery
from services.listings.domain.listing.labels import Label

MOST_SETS = 4_000
"""With more different sets of values than this, the single values are counted instead."""

_MOST_VALUES = 10_000
_MOMENTARY = (Label.NEW, Label.CLOSING_SOON)

Counts = dict[str, list[tuple[str, int]]]


class Facets:
    """Counts on one state of the index; it learns which conditions have too many sets."""

    def __init__(self, most_sets: int = MOST_SETS) -> None:
        self._most_sets = most_sets
        self._varied: set[str] = set()

    def count(self, searcher: tantivy.Searcher, questions: Questions, query: SearchQuery) -> Counts:
        """Counts per condition; one that restricts is counted as if it did not."""
        restricted = questions.restricted
        free = [name for name in CONDITIONS if name not in restricted]
        found: Counts = {}
        for names, without in ((free, None), *(([name], name) for name in restricted)):
            if names:
                found.update(self._count(searcher, questions.query(without), names, query))
        return {name: found[name] for name in CONDITIONS}

    def _count(
        self, searcher: tantivy.Searcher, asked: Any, names: Sequence[str], query: SearchQuery
    ) -> Counts:
        as_sets = [n for n in names if n in fields.OF_SEVERAL and n not in self._varied]
        wanted = {n: _terms(n, _MOST_VALUES) for n in names if n not in as_sets}
        wanted |= {n: _terms(fields.sets_of(n), self._most_sets) for n in as_sets}
        if fields.LABELS in names:
            wanted |= _momentary(query)
        counted = searcher.aggregate(asked, wanted)
        too_many = [n for n in as_sets if counted[n]["sum_other_doc_count"]]
        if too_many:
            self._varied.update(too_many)
            single = {n: _terms(n, _MOST_VALUES) for n in too_many}
            counted |= searcher.aggregate(asked, single)
        return {
            name: _sorted(
                _values(counted[name], joined=name in as_sets and name not in too_many)
                + (_labels_of_the_moment(counted) if name == fields.LABELS else Counter())
            )
            for name in names
        }


def _terms(field: str, most: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": most}}


def _momentary(query: SearchQuery) -> dict[str, Any]:
    new = {"from": fields.milliseconds(query.new_since) + 1}
    today = fields.day_number(query.today)
    closing = {"from": today, "to": fields.day_number(query.closing_until) + 1}
    return {
        Label.NEW: {"range": {"field": fields.PUBLISHED, "ranges": [new]}},
        Label.CLOSING_SOON: {"range": {"field": fields.ENDS, "ranges": [closing]}},
    }


def _values(counted: Mapping[str, Any], *, joined: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for bucket in counted["buckets"]:
        for value in fields.values_in(bucket["key"]) if joined else [bucket["key"]]:
            counts[value] += bucket["doc_count"]
    del counts[fields.NONE]
    return counts


def _labels_of_the_moment(counted: Mapping[str, Any]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for label in _MOMENTARY:
        # the library adds a bucket before the range asked for and one after it
        of_range = [b for b in counted[label]["buckets"] if b.get("from") is not None]
        counts[label.value] = of_range[0]["doc_count"] if of_range else 0
    return counts


def _sorted(counts: Counter[str]) -> list[tuple[str, int]]:
    present = [(value, int(count)) for value, count in counts.items() if count]
    return sorted(present, key=lambda pair: (-pair[1], pair[0]))
