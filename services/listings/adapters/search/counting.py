"""Counting the values of conditions on one state of the index."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import tantivy

from services.listings.adapters.search import levels
from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.questions import KINDS, Questions
from services.listings.domain.listing.labels import Label

MOST_COMBINATIONS = 4_000
"""With more combinations of values than this, the single values are counted instead."""
ARCHIVED_KINDS = "archived kinds"
"""Counted like a condition: the kinds left out only because they were not chosen."""

_MOST_VALUES = 10_000

Counts = dict[str, dict[str, int]]


class Counting:
    """Counts, and learns which values come in too many combinations to be counted together."""

    def __init__(self, most_combinations: int = MOST_COMBINATIONS) -> None:
        self._most = most_combinations
        self._varied: set[str] = set()

    @property
    def varied(self) -> bool:
        """Whether some values are counted by themselves, which takes long."""
        return bool(self._varied)

    def begin(
        self,
        searcher: tantivy.Searcher,
        questions: Questions,
        without: str | None,
        names: Sequence[str],
    ) -> Count:
        """How many listings have each value of these conditions, as if `without` did not restrict.

        Of what has levels only the highest. The label NEW is left out.
        """
        return Count(searcher, questions, without, names, self._most, self._varied)

    def below(self, searcher: tantivy.Searcher, questions: Questions, name: str) -> dict[str, int]:
        """The lower levels of a condition near those chosen.

        They are counted among the listings of the high level above, which are few: every listing
        with a lower level has the one above it, so that the counts are those of all listings.
        """
        chosen = [path for path in questions.chosen(name) if levels.has_uncounted_below(path)]
        above = sorted({levels.high_level_of(path) for path in chosen})
        if not above:
            return {}
        asked = questions.query(without=name, further=questions.among(name, above))
        counted = searcher.aggregate(asked, {name: _terms(name, _MOST_VALUES)})[name]["buckets"]
        return {
            bucket["key"]: bucket["doc_count"]
            for bucket in counted
            if not levels.is_high(bucket["key"]) and levels.high_level_of(bucket["key"]) in above
        }


class Count:
    """One count in parts: what `passes` and `look_ups` do comes first, then `counts`.

    Several threads may carry the parts out, in any order.
    """

    def __init__(
        self,
        searcher: tantivy.Searcher,
        questions: Questions,
        without: str | None,
        names: Sequence[str],
        most_combinations: int,
        varied: set[str],
    ) -> None:
        self._searcher = searcher
        self._questions = questions
        self._without = without
        self._most = most_combinations
        self._varied = varied
        self._found: Counts = {name: {} for name in names}
        self._soon = 0

    @property
    def passes(self) -> list[Callable[[], None]]:
        """Passes over all listings that are found, each milliseconds for several 100,000."""
        wanted = {KINDS if name == ARCHIVED_KINDS else name for name in self._found}
        together = [
            field
            for field, conditions in fields.COUNTED_TOGETHER.items()
            if field not in self._varied and not wanted.isdisjoint(conditions)
        ]
        halves = [half for half in (together[::2], together[1::2]) if half]
        return [partial(self._combined, half) for half in halves]

    @property
    def look_ups(self) -> list[Callable[[], None]]:
        """What takes less than a pass."""
        return [self._closing] if fields.LABELS in self._found else []

    def counts(self) -> Counts:
        """The counts per condition and value."""
        self._add_single()
        if fields.LABELS in self._found:
            self._found[fields.LABELS][Label.CLOSING_SOON.value] = self._soon
        return self._found

    def _closing(self) -> None:
        """Few listings close on the same days: to look those up takes less than to look at the
        day of each that was found."""
        soon = self._questions.label(Label.CLOSING_SOON)
        self._soon = number_of(self._searcher, self._questions.query(self._without, soon))

    def _combined(self, together: Sequence[str]) -> None:
        asked = self._questions.grouped(self._without)
        wanted = {field: _terms(field, self._most) for field in together}
        for field, counted in self._searcher.aggregate(asked, wanted).items():
            if counted["sum_other_doc_count"]:
                self._varied.add(field)
            else:
                _take_apart(counted["buckets"], field, self._questions, self._found)

    def _add_single(self) -> None:
        """Counts value by value what comes in too many combinations."""
        found, questions = self._found, self._questions
        # Copied at one go: other searches learn meanwhile.
        known = tuple(self._varied)
        varied = {name for field in known for name in fields.COUNTED_TOGETHER[field]}
        single = {name: _terms(name, _MOST_VALUES) for name in found if name in varied}
        if single:
            asked = questions.query(self._without)
            for name, counted in self._searcher.aggregate(asked, single).items():
                found[name] = {
                    bucket["key"]: bucket["doc_count"]
                    for bucket in counted["buckets"]
                    if name not in levels.LEVELLED or levels.is_high(bucket["key"])
                }
        if ARCHIVED_KINDS in found and KINDS in varied:
            archive = questions.among(KINDS, [fields.ARCHIVE])
            archived = number_of(self._searcher, questions.query(KINDS, archive))
            found[ARCHIVED_KINDS] = {fields.ARCHIVE: archived}


def number_of(searcher: tantivy.Searcher, query: Any) -> int:
    """How many listings meet a query."""
    found: Any = searcher.search(query, limit=1, count=True)
    return int(found.count)


def _terms(field: str, most: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": most}}


def _take_apart(
    buckets: Sequence[Mapping[str, Any]], field: str, questions: Questions, found: Counts
) -> None:
    """Adds the counts of combined values to those of the single ones that are wanted."""
    hidden, archived = questions.hidden, questions.archived
    for at, name in enumerate(fields.COUNTED_TOGETHER[field]):
        counts = found.get(name, {})
        others = found.get(ARCHIVED_KINDS, {}) if name == KINDS else {}
        for bucket in buckets:
            combined, count = bucket["key"], bucket["doc_count"]
            group = combined[0]
            if group not in hidden:
                for value in fields.values_in(combined, at):
                    counts[value] = counts.get(value, 0) + count
            elif group in archived:
                for value in fields.values_in(combined, at):
                    others[value] = others.get(value, 0) + count
