"""The parts that queries of the index are put together from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import tantivy

Query = Any
"""The library's queries carry no types."""

FEW = 40
"""A set of more terms is made into an automaton, which takes as long as a whole search of 20,000
listings."""


class Clauses:
    """Queries on single fields of the index."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema

    def term(self, field: str, value: str) -> Query:
        """Listings with this value."""
        return tantivy.Query.term_query(self._schema, field, value)

    def terms(self, field: str, values: Sequence[str]) -> Query:
        """Listings with one of these values."""
        if len(values) <= FEW:
            return any_of([self.term(field, value) for value in values])
        return tantivy.Query.term_set_query(self._schema, field, list(values))

    def phrase(self, field: str, tokens: Sequence[str]) -> Query:
        """Listings with these tokens one after the other."""
        if len(tokens) == 1:
            return self.term(field, tokens[0])
        return tantivy.Query.phrase_query(self._schema, field, list(tokens))

    def pattern(self, field: str, pattern: str) -> Query:
        """Listings with a value that fits a regular expression."""
        return tantivy.Query.regex_query(self._schema, field, pattern)

    def range(self, field: str, low: int | None, high: int | None) -> Query:
        """Listings with a number between both, included."""
        integer = tantivy.FieldType.Integer
        return tantivy.Query.range_query(self._schema, field, integer, low, high)


def any_of(queries: Sequence[Query]) -> Query:
    """Listings that meet one of them; none without any."""
    if not queries:
        return tantivy.Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def all_of(queries: Sequence[Query]) -> Query:
    """Listings that meet all of them, of which there is at least one."""
    if len(queries) == 1:
        return queries[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])
