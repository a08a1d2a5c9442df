"""The search index of one replica: a directory on its own disk."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import structlog
import tantivy

from services.kernel.japanese.analyser import Analyser
from services.kernel.japanese.reading import KeywordReader
from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.facets import Facets
from services.listings.adapters.search.orders import Orders
from services.listings.adapters.search.questions import Questions
from services.listings.adapters.search.suggestions import Suggestions
from services.listings.application.ports import (
    LISTED_AT_MOST,
    SearchOrder,
    SearchPage,
    SearchQuery,
)

_MONTHS_LOOKED_INTO = 2
_POSITION_FILE = "position.json"
_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _State:
    """One state of the index, with what is known of it and of no other."""

    searcher: tantivy.Searcher
    facets: Facets
    orders: Orders


class SearchIndex:
    """A tantivy index and how far in the log it has come.

    One thread at a time may write (`upsert`, `remove`, `commit`); any number may search
    meanwhile, each on the state of the last commit. Nothing here locks: a search takes the
    present state once, and replacing it is atomic.
    """

    _state: _State

    def __init__(
        self,
        directory: Path,
        analyser: Analyser,
        reader: KeywordReader,
        *,
        memory: int = 50_000_000,
    ) -> None:
        """Opens the index, or begins an empty one. Raises `ValueError` when it is damaged."""
        directory.mkdir(parents=True, exist_ok=True)
        self.directory = directory
        self._memory = memory
        self._analyser = analyser
        self._reader = reader
        self._schema = fields.make_schema()
        self._index = tantivy.Index(self._schema, path=str(directory), reuse=True)
        splitting = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("whitespace", splitting)
        self._index.config_reader("manual")
        self._writer = self._index.writer(memory, 1)
        self.position, self.complete = self._stored_state()
        self._refresh()

    @property
    def size(self) -> int:
        """How many listings can be found."""
        return int(self._state.searcher.num_docs)

    def upsert(self, documents: Iterable[Mapping[str, Any]]) -> None:
        """Puts listings in, in place of what is there under their ids; seen after `commit`.

        A document that cannot be understood is logged and left out: trying again would not help
        it, and must not hold up all others.
        """
        for document in documents:
            try:
                entry = fields.make_entry(document, self._analyser)
            except (KeyError, TypeError, ValueError):
                _log.exception("listing cannot be searched", listing_id=document["_id"])
            else:
                self.put([entry])

    def put(self, entries: Iterable[fields.Entry]) -> None:
        """Does what `upsert` does with entries made elsewhere, by several processes perhaps."""
        for entry in entries:
            self._writer.delete_documents_by_term(fields.ID, entry.listing_id)
            self._writer.add_document(fields.as_written(entry))

    def remove(self, ids: Iterable[str]) -> None:
        """Takes listings out; unknown ids change nothing; seen after `commit`."""
        for listing_id in ids:
            self._writer.delete_documents_by_term(fields.ID, listing_id)

    def commit(self, position: int, *, complete: bool | None = None) -> None:
        """Makes what was written findable and durable, and notes the position it stems from.

        The position is written after the index, by renaming a file: after a crash between the
        two the same documents are written again, which changes nothing.
        """
        self._writer.commit()
        self._refresh()
        if complete is not None:
            self.complete = complete
        self.position = position
        self._store_state()

    def note(self, position: int, *, complete: bool | None = None) -> None:
        """Notes a position up to which nothing has changed; it may be forgotten by a crash."""
        self.position = position
        if complete is not None and complete != self.complete:
            self.complete = complete
            self._store_state()

    def reopen(self) -> None:
        """After a fault: drops what was not committed and writes on from the last commit."""
        try:
            self.close()
        except ValueError:
            # the writer died of the fault; dropping it frees the index for another
            del self._writer
        self._writer = self._index.writer(self._memory, 1)

    def close(self) -> None:
        """Ends writing; what was not committed is dropped."""
        self._writer.rollback()
        self._writer.wait_merging_threads()

    def search(self, query: SearchQuery) -> SearchPage:
        """See `ListingSearch`."""
        state = self._state
        searcher, facets = state.searcher, state.facets
        reading = self._reader.read(query.keyword)
        if query.order is SearchOrder.RELEVANCE and not reading.wanted.words:
            # nothing is more relevant than anything else
            query = replace(query, order=SearchOrder.NEWEST)
        ask = partial(
            Questions, self._schema, searcher, query, reading, compounds=self._analyser.compounds
        )
        questions = ask(loosely=False)
        page = partial(state.orders.page, searcher)
        ordered: Sequence[Sequence[str]] = ()
        if questions.takes_long:
            # by relevance it takes as long as the counting, and need not know how many there are
            ranked = query.order is SearchOrder.RELEVANCE
            works = [lambda: page(questions, query, LISTED_AT_MOST)] if ranked else []
            ordered = facets.prepare(searcher, questions, works)
        total = facets.total(searcher, questions)
        is_partial = False
        if total == 0 and reading.grams:
            loose = ask(loosely=True)
            total = facets.total(searcher, loose)
            if total:
                questions, is_partial, ordered = loose, True, ()

        def ids_of_page() -> Sequence[str]:
            return ordered[0] if ordered else page(questions, query, total)

        if total or questions.restricted:
            counts, ids = facets.count(searcher, questions, ids_of_page)
        else:
            counts, ids = {}, ()
        return SearchPage(ids=ids, total=total, facets=counts, partial=is_partial)

    def suggest(self, typed: str, *, kinds: Sequence[str] = (), jocv_view: bool) -> Sequence[str]:
        """See `ListingSearch`."""
        return self._suggestions.complete(typed, kinds=kinds, jocv_view=jocv_view)

    def forget(self) -> None:
        """Forgets what was counted so far, as every commit does: for measurements."""
        self._state = replace(self._state, facets=Facets())

    def frequency(self, field: str, value: str) -> int:
        """How many listings have a value in a field, those of a beginning with `prefix`."""
        searcher = self._state.searcher
        if field == "prefix":
            found = searcher.terms_with_prefix(fields.ALL, value)
            return sum(count for _, count in found)
        return int(searcher.doc_freq(field, value))

    def _refresh(self) -> None:
        self._index.reload()
        searcher = self._index.searcher()
        orders = Orders(searcher)
        # All at once: counts and months of one state are wrong in another.
        self._state = _State(searcher, Facets(), orders)
        self._suggestions = Suggestions(
            self._schema,
            searcher,
            self._analyser,
            self._reader,
            latest=orders.latest(_MONTHS_LOOKED_INTO),
        )

    def _stored_state(self) -> tuple[int, bool]:
        try:
            stored = json.loads((self.directory / _POSITION_FILE).read_text())
        except FileNotFoundError:
            return 0, False
        return int(stored["position"]), bool(stored["complete"])

    def _store_state(self) -> None:
        target = self.directory / _POSITION_FILE
        unfinished = target.with_suffix(".unfinished")
        with unfinished.open("w") as file:
            json.dump({"position": self.position, "complete": self.complete}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, target)
