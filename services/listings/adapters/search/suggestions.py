"""What a keyword could become that somebody is typing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

import tantivy

from services.kernel.japanese.analyser import Analyser
from services.kernel.japanese.keyword import QUOTATION_MARKS
from services.kernel.japanese.reading import KeywordReader
from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.counting import number_of
from services.listings.adapters.search.questions import Questions
from services.listings.adapters.search.suggested import suggestion_in
from services.listings.application.ports import SUGGESTED_AT_MOST, SearchQuery

MOST_REMEMBERED = 2_000
"""Answers to so many beginnings are remembered."""

_MOST_TRIED = 40
_MANY = 1_000
_LONGEST_BEGINNING = 60

Kinds = tuple[str, ...]


class Suggestions:
    """Completions on one state of the index; it remembers what it has answered.

    Used by several threads; nothing locks, at worst something is looked up twice.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        searcher: tantivy.Searcher,
        analyser: Analyser,
        reader: KeywordReader,
        latest: list[str],
    ) -> None:
        """`latest` are the months in which what is common is looked for first."""
        self._latest = latest
        self._schema = schema
        self._searcher = searcher
        self._compounds, self._completion = analyser.compounds, analyser.completion
        self._reader = reader
        self._remembered: dict[tuple[str, Kinds, bool], tuple[str, ...]] = {}

    def complete(self, typed: str, *, kinds: Sequence[str], jocv_view: bool) -> tuple[str, ...]:
        """Keywords that begin with what was typed, commonest first.

        Each finds a listing of these kinds that the asker may see: it is looked for before it is offered,
        because the index still names words of listings that have left, or that others may see.
        """
        asked = (typed, tuple(sorted(kinds)), jocv_view)
        known = self._remembered.get(asked)
        if known is None:
            known = tuple(self._found(*asked))
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[asked] = known
        return known

    def _found(self, typed: str, kinds: Kinds, jocv_view: bool) -> Iterator[str]:
        if not typed.strip() or typed[-1].isspace() or not QUOTATION_MARKS.isdisjoint(typed):
            return
        offered: set[str] = set()
        # a name of several words begins with all that was typed, a further word with the last
        *before, last = typed.split()
        for fixed, beginning in ((before, last), ([], typed))[: 2 if before else 1][::-1]:
            for term, frequency in self._terms(self._completion.beginning(beginning)):
                keyword = " ".join([*fixed, suggestion_in(term)])
                compared = self._completion.beginning(keyword)
                if compared in offered or compared == self._completion.beginning(typed):
                    continue
                if self._finds(keyword, term, frequency, kinds, jocv_view):
                    offered.add(compared)
                    yield keyword
                    if len(offered) == SUGGESTED_AT_MOST:
                        return

    def _terms(self, beginning: str) -> Sequence[tuple[str, int]]:
        if (
            len(beginning) < (2 if beginning.isascii() else 1)
            or len(beginning) > _LONGEST_BEGINNING
        ):
            return ()
        return self._searcher.terms_with_prefix(fields.SUGGESTED, beginning, limit=_MOST_TRIED)

    def _finds(
        self, keyword: str, term: str, frequency: int, kinds: Kinds, jocv_view: bool
    ) -> bool:
        query = SearchQuery(
            # no condition of the moment is asked for
            today=date.min,
            new_since=datetime.min.replace(tzinfo=UTC),
            closing_until=date.min,
            keyword=keyword,
            kinds=kinds,
            jocv_view=jocv_view,
        )
        reading = self._reader.read(keyword)
        questions = Questions(
            self._schema,
            self._searcher,
            query,
            reading,
            compounds=self._compounds,
            loosely=False,
        )
        having = questions.among(fields.SUGGESTED, [term])
        if frequency > _MANY:
            # one is enough, and most likely among the latest
            latest = questions.among(fields.UPDATED_MONTH, self._latest)
            if self._any(questions, questions.both(having, latest)):
                return True
        return self._any(questions, having)

    def _any(self, questions: Questions, further: Any) -> bool:
        return number_of(self._searcher, questions.query(further=further)) > 0
