"""The index itself: tokens of what people show, in memory and nowhere else.

What a person entered is readable in it, so it never goes to a disk: there it would outlive the
person's key. A process that starts builds it anew from sealed documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import tantivy

from services.identity.adapters.people_search.words import Words
from services.identity.application.people_search import (
    CONDITIONS,
    LISTED_AT_MOST,
    PAGE_SIZE,
    PeoplePage,
    PeopleQuery,
)
from services.kernel.japanese.opening import Japanese
from services.kernel.japanese.reading import Reading
from services.kernel.japanese.wanted import Alternative, Phrase, Prefix, Together, Wanted

ID, ALL, GRAMS, NEWEST = "id", "all", "grams", "newest"
SHOWN_TO, BLOCKED = "shown_to", "blocked"
EVERYBODY = "*"
"""Stands among those a profile is shown to when it is public; no organisation is called so."""
_MEMORY = 15_000_000
_MOST_VALUES = 500
_Query = Any


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index holds of a person; `newest` orders people and is different for each."""

    account_id: str
    newest: int
    shown_to: Sequence[str]
    blocked: Sequence[str]
    words: Words


class PeopleIndex:
    """One thread at a time may write; any number may search, on the state of the last commit.

    `open_language` is called when a keyword is to be read, each time anew.
    """

    def __init__(self, open_language: Callable[[], Japanese]) -> None:
        self._open_language = open_language
        schema = tantivy.SchemaBuilder()
        schema.add_text_field(ID, stored=True, tokenizer_name="raw", index_option="basic")
        for name in (ALL, GRAMS):
            schema.add_text_field(name, tokenizer_name="whitespace", index_option="position")
        for name in (SHOWN_TO, BLOCKED):
            schema.add_text_field(name, tokenizer_name="raw", index_option="basic")
        for name in CONDITIONS:
            schema.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
        schema.add_integer_field(NEWEST, fast=True)
        self._schema = schema.build()
        self._index = tantivy.Index(self._schema)
        splitting = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("whitespace", splitting)
        self._index.config_reader("manual")
        self._writer = self._index.writer(_MEMORY, 1)
        self._searcher = self._index.searcher()

    def apply(self, entries: Iterable[Entry], gone: Iterable[str]) -> None:
        """Puts people in, in place of what is there, and takes others out; findable at once."""
        for account_id in gone:
            self._writer.delete_documents_by_term(ID, account_id)
        for entry in entries:
            self._writer.delete_documents_by_term(ID, entry.account_id)
            self._writer.add_document(_written(entry))
        self.show()

    def fill(self, entries: Iterable[Entry]) -> None:
        """Puts in people who are not there yet; findable after `show`."""
        for entry in entries:
            self._writer.add_document(_written(entry))

    def show(self) -> None:
        """Lets everything be found that was put in."""
        self._writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, query: PeopleQuery) -> PeoplePage:
        """The page, the exact total and the counts."""
        searcher = self._searcher
        reading = self._read(query.keyword)
        exact = [
            _any([self._alternative(found) for found in word.alternatives])
            for word in reading.wanted.words
        ]
        asked = self._asked(query, exact)
        total, ids = self._page(searcher, asked, query.page)
        partial = False
        if total == 0 and reading.grams:
            loose = [self._phrase(GRAMS, grams) for grams in reading.grams]
            loosely = self._asked(query, loose)
            total, ids = self._page(searcher, loosely, query.page)
            if total:
                asked, partial = loosely, True
        counts = self._counts(searcher, asked) if total else {}
        return PeoplePage(ids, total, counts, partial)

    def _read(self, keyword: str) -> Reading:
        if not keyword:
            return Reading(Wanted(), ())
        return self._open_language().reader.read(keyword)

    def _asked(self, query: PeopleQuery, words: Sequence[_Query]) -> _Query:
        must = tantivy.Occur.Must
        audience = self._terms(SHOWN_TO, (EVERYBODY, query.organisation_id))
        blocked = self._terms(BLOCKED, (query.organisation_id,))
        parts = [(must, audience), (tantivy.Occur.MustNot, blocked)]
        parts += [(must, word) for word in words]
        parts += [
            (must, self._terms(name, values)) for name, values in query.conditions.items() if values
        ]
        return tantivy.Query.boolean_query(parts)

    def _page(self, searcher: Any, asked: _Query, page: int) -> tuple[int, list[str]]:
        offset = (page - 1) * PAGE_SIZE
        limit = min(PAGE_SIZE, LISTED_AT_MOST - offset)
        found = searcher.search(
            asked, limit=max(limit, 1), offset=offset, count=True, order_by_field=NEWEST
        )
        hits = found.hits if limit > 0 else ()
        return int(found.count), [searcher.doc(address)[ID][0] for _, address in hits]

    def _counts(self, searcher: Any, asked: _Query) -> dict[str, list[tuple[str, int]]]:
        terms = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in CONDITIONS}
        counted = searcher.aggregate(asked, terms)
        return {
            name: sorted(
                ((one["key"], int(one["doc_count"])) for one in counted[name]["buckets"]),
                key=lambda pair: (-pair[1], pair[0]),
            )
            for name in CONDITIONS
        }

    def _alternative(self, wanted: Alternative) -> _Query:
        match wanted:
            case Phrase(tokens):
                return self._phrase(ALL, tokens)
            case Prefix(letters):
                return tantivy.Query.regex_query(self._schema, ALL, f"{letters}.*")
            case Together(phrases):
                both = [(tantivy.Occur.Must, self._phrase(ALL, one.tokens)) for one in phrases]
                return tantivy.Query.boolean_query(both)

    def _phrase(self, field: str, tokens: Sequence[str]) -> _Query:
        if len(tokens) == 1:
            return self._terms(field, tokens)
        return tantivy.Query.phrase_query(self._schema, field, list(tokens))

    def _terms(self, field: str, values: Sequence[str]) -> _Query:
        if len(values) == 1:
            return tantivy.Query.term_query(self._schema, field, values[0])
        return tantivy.Query.term_set_query(self._schema, field, list(values))


def _written(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text(ID, entry.account_id)
    document.add_text(ALL, entry.words.all)
    document.add_text(GRAMS, entry.words.grams)
    document.add_integer(NEWEST, entry.newest)
    for name, values in (
        (SHOWN_TO, entry.shown_to),
        (BLOCKED, entry.blocked),
        *entry.words.values.items(),
    ):
        for value in values:
            document.add_text(name, value)
    return document


def _any(queries: Sequence[_Query]) -> _Query:
    if not queries:
        return tantivy.Query.empty_query()
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
