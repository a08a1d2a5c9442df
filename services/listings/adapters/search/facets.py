"""How many listings each value of a condition would give."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, TypeVar

import tantivy

from services.kernel.eventkit.native_work import one_after_the_other, side_by_side
from services.listings.adapters.search import levels
from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.counting import (
    ARCHIVED_KINDS,
    MOST_COMBINATIONS,
    Counting,
    Counts,
    number_of,
)
from services.listings.adapters.search.questions import CONDITIONS, KINDS, Questions
from services.listings.domain.listing.labels import Label

MOST_REMEMBERED = 64
"""Counts of so many questions are remembered, each up to some thousand numbers."""

T = TypeVar("T")
Sorted = Sequence[tuple[str, int]]
Wanted = tuple[str | None, Sequence[str]]
"""The condition that is to count as if it did not restrict, and the conditions to count."""


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
        self._counting = Counting(most_combinations)
        self._remembered: dict[Hashable, dict[str, Sorted]] = {}
        self._most_remembered = most_remembered

    def prepare(
        self,
        searcher: tantivy.Searcher,
        questions: Questions,
        beside: Sequence[Callable[[], Any]] = (),
    ) -> Sequence[Any]:
        """Counts what `total` and `count` only remember then; the answers of the works beside."""
        wanted: list[Wanted] = [(None, _unrestricted(questions))]
        wanted += [
            (name, [name])
            for name in questions.restricted
            if name != KINDS or not questions.leaves_out_archive
        ]
        answers, _ = self._count(searcher, questions, wanted, beside)
        return answers

    def total(self, searcher: tantivy.Searcher, questions: Questions) -> int:
        """How many listings are found: each is of one kind, so that it follows from the counts."""
        counted = self._known(searcher, questions, None, _unrestricted(questions))[KINDS]
        return sum(count for _, count in counted)

    def count(
        self, searcher: tantivy.Searcher, questions: Questions, beside: Callable[[], T]
    ) -> tuple[dict[str, Sorted], T]:
        """Counts per condition, and the answer of `beside`, on two processors where it is worth it.

        A condition that restricts is counted as if it did not.
        """
        known = self._known(searcher, questions, None, _unrestricted(questions))
        works: list[Callable[[], Any]] = [beside, partial(self._recent, searcher, questions)]
        restricted = questions.restricted
        works += [partial(self._restricted, searcher, questions, name) for name in restricted]
        answer, recent, *counted = _way_to_run(questions)(works)
        found = known | dict(zip(restricted, counted, strict=True))
        if KINDS in restricted:
            found[KINDS] = _sorted({**dict(known[KINDS]), **dict(found[KINDS])})
        found[fields.LABELS] = _sorted({**dict(found[fields.LABELS]), Label.NEW.value: recent})
        return {name: found[name] for name in CONDITIONS}, answer

    def _recent(self, searcher: tantivy.Searcher, questions: Questions) -> int:
        """How many have the label NEW, which changes with every moment."""
        without = fields.LABELS if fields.LABELS in questions.restricted else None
        return number_of(searcher, questions.query(without, questions.label(Label.NEW)))

    def _restricted(self, searcher: tantivy.Searcher, questions: Questions, name: str) -> Sorted:
        """The counts of a condition that restricts; of kinds only the archive where the rest is known."""
        if name == KINDS and questions.leaves_out_archive:
            return self._known(searcher, questions, None, [ARCHIVED_KINDS])[ARCHIVED_KINDS]
        counted = self._known(searcher, questions, name, [name])[name]
        if name in levels.LEVELLED:
            return _sorted({**dict(counted), **self._counting.below(searcher, questions, name)})
        return counted

    def _known(
        self,
        searcher: tantivy.Searcher,
        questions: Questions,
        without: str | None,
        names: Sequence[str],
    ) -> dict[str, Sorted]:
        _, known = self._count(searcher, questions, [(without, names)])
        return {name: known[without][name] for name in names}

    def _count(
        self,
        searcher: tantivy.Searcher,
        questions: Questions,
        wanted: Sequence[Wanted],
        beside: Sequence[Callable[[], Any]] = (),
    ) -> tuple[Sequence[Any], dict[str | None, dict[str, Sorted]]]:
        """Counts and remembers what is not known yet, in parts that two processors share evenly.

        The answers of the works beside, and what is known now of each question.
        """
        begun = {}
        known: dict[str | None, dict[str, Sorted]] = {}
        for without, names in wanted:
            before = self._remembered.get(questions.applied(without), {})
            if all(name in before for name in names):
                known[without] = before
            else:
                begun[without] = self._counting.begin(searcher, questions, without, names)
        run = _way_to_run(questions)
        counts = begun.values()
        # what takes longest comes first: the last part decides how evenly they were shared
        parts = [*beside, *(one for count in counts for one in count.passes)]
        answers = run([*parts, *(one for count in counts for one in count.look_ups)])
        finish = run if self._counting.varied else one_after_the_other
        finished = finish([count.counts for count in counts])
        for without, found in zip(begun, finished, strict=True):
            known[without] = self._remember(questions.applied(without), found)
        return answers[: len(beside)], known

    def _remember(self, key: Hashable, found: Counts) -> dict[str, Sorted]:
        before = self._remembered.get(key, {})
        known = before | {name: _sorted(counts) for name, counts in found.items()}
        if len(self._remembered) >= self._most_remembered:
            self._remembered.clear()
        self._remembered[key] = known
        return known


def _way_to_run(questions: Questions) -> Callable[[Sequence[Callable[[], Any]]], list[Any]]:
    return side_by_side if questions.takes_long else one_after_the_other


def _unrestricted(questions: Questions) -> list[str]:
    """What is counted with all conditions applied; always kinds: the total follows from them."""
    also = [ARCHIVED_KINDS] if questions.leaves_out_archive else []
    return list(dict.fromkeys([*questions.free, KINDS, *also]))


_BY_COUNT: Callable[[tuple[str, int]], int] = itemgetter(1)


def _sorted(counts: Mapping[str, int]) -> Sorted:
    present = [(value, counts[value]) for value in sorted(counts) if counts[value]]
    present.sort(key=_BY_COUNT, reverse=True)
    return present
