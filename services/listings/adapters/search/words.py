"""The words of a keyword in the terms of the index."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import tantivy

from services.kernel.japanese.reading import Reading
from services.kernel.japanese.wanted import Alternative, AnyOf, Phrase, Prefix, Together
from services.listings.adapters.search import schema as fields
from services.listings.adapters.search.clauses import FEW, Clauses, Query, all_of, any_of

MANY = 50_000
"""Among so many listings, to tell how often each has a phrase takes longer than all else."""
SHARED = 20_000
"""To find and count so many takes long enough for two processors to share it."""
WELL_KNOWN = 1_000
"""A word that so many listings have is no slip of the keys, nor unknown to the dictionary."""

_PAIR = 2
_COMPARED = 10
"""To compare the places of tokens takes so many times as long as to count."""
_TITLE_WEIGHT, _ORGANISATION_WEIGHT = 6.0, 3.0
_PATTERN_SIGNS = frozenset("\\.+*?()|[]{}^$#&-~")

Part = tuple[Any, Query]
"""How a query is to hold, and the query."""


class Words:
    """Builds the queries of one keyword.

    `compounds` are the phrases of more than two tokens that the index holds as one.
    """

    def __init__(
        self,
        clauses: Clauses,
        searcher: tantivy.Searcher,
        reading: Reading,
        compounds: Container[tuple[str, ...]],
    ) -> None:
        self._clauses = clauses
        self._searcher = searcher
        self._words = tuple(dict.fromkeys(reading.wanted.words))
        self._compounds = compounds
        self._typed = tuple(dict.fromkeys(reading.grams))
        self._paired = (
            tuple(dict.fromkeys(zip(reading.wanted.words, reading.grams, strict=True)))
            if len(reading.wanted.words) == len(reading.grams)
            else None
        )

    @cached_property
    def most(self) -> int:
        """No more listings than so many have all words."""
        size = int(self._searcher.num_docs)
        return min((self._frequency(word) for word in self._words), default=size)

    @property
    def takes_long(self) -> bool:
        """Whether finding them takes milliseconds: very many, or many of a phrase whose tokens'
        places have to be compared."""
        most = self.most
        if most >= SHARED:
            return True
        return most >= SHARED // _COMPARED and any(map(self._compares, self._words))

    def _compares(self, word: AnyOf) -> bool:
        return any(
            isinstance(found, Phrase)
            and len(found.tokens) > _PAIR
            and found.tokens not in self._compounds
            for found in word.alternatives
        )

    def exact(self) -> Iterator[Part]:
        """Listings with every word."""
        for word in self._words:
            yield tantivy.Occur.Must, self._found_any(word.alternatives)

    def scored(self) -> Iterator[Part]:
        """What `exact` finds, with the score that relevance is ordered by.

        How often a phrase stands in a listing counts unless tens of thousands have it: then it
        tells little, and to find it out takes most of the time of such a search.
        """
        often = self.most >= MANY
        for word in self._words:
            if often:
                yield tantivy.Occur.Must, self._found_any(word.alternatives)
            else:
                must = [self._anywhere(found) for found in word.alternatives]
                yield tantivy.Occur.Must, any_of(must)
            for name, weight in (
                (fields.TITLE, _TITLE_WEIGHT),
                (fields.ORGANISATION, _ORGANISATION_WEIGHT),
            ):
                should = any_of([self._alternative(name, found) for found in word.alternatives])
                yield tantivy.Occur.Should, tantivy.Query.boost_query(should, weight)

    def loose(self) -> Iterator[Part]:
        """Each word as the letters it is made of, or as its tokens wherever they stand."""
        if self._paired is None:
            for grams in self._typed:
                yield tantivy.Occur.Must, any_of(self._letters(grams))
            return
        for word, grams in self._paired:
            found = [self._found(wanted) for wanted in _scattered(word)]
            if self._frequency(word) < WELL_KNOWN:
                found += self._letters(grams)
            yield tantivy.Occur.Must, any_of(found)

    def _letters(self, grams: Sequence[str]) -> list[Query]:
        if not grams:
            return []
        if len(grams) == 1 and len(grams[0]) == 1 and not grams[0].isascii():
            letter = _literal(grams[0])
            return [self._clauses.pattern(fields.GRAMS, f"{letter}|{letter}.|.{letter}")]
        return [self._clauses.phrase(fields.GRAMS, grams)]

    def _found_any(self, alternatives: Sequence[Alternative]) -> Query:
        """What one of them finds; a token that two of them ask for is looked up once."""
        tokens: dict[str, None] = {}
        others = []
        for wanted in alternatives:
            match wanted:
                case Phrase((token,)):
                    tokens[token] = None
                    continue
                case Prefix(letters):
                    terms = self._beginning(letters)
                    if len(terms) <= FEW:
                        tokens |= dict.fromkeys(term for term, _ in terms)
                        continue
            others.append(self._found(wanted))
        return any_of([*(self._clauses.term(fields.ALL, token) for token in tokens), *others])

    def _beginning(self, letters: str, field: str = fields.ALL) -> Sequence[tuple[str, int]]:
        terms: Sequence[tuple[str, int]] = self._searcher.terms_with_prefix(field, letters)
        return terms

    def _found(self, wanted: Alternative) -> Query:
        """What `_alternative` finds anywhere in a listing, without its score but sooner."""
        match wanted:
            case Phrase(tokens) if len(tokens) > 1:
                if len(tokens) == 2 or tokens in self._compounds:
                    return self._clauses.term(fields.RUNS, fields.run_of(tokens))
                # all pairs may be there without following each other
                pairs = [
                    self._clauses.term(fields.RUNS, fields.run_of(p)) for p in pairwise(tokens)
                ]
                return all_of([*pairs, self._clauses.phrase(fields.ALL, tokens)])
            case Together(phrases):
                return all_of([self._found(phrase) for phrase in phrases])
        return self._anywhere(wanted)

    def _anywhere(self, wanted: Alternative) -> Query:
        return self._alternative(fields.ALL, wanted)

    def _alternative(self, field: str, wanted: Alternative) -> Query:
        match wanted:
            case Phrase(tokens):
                return self._clauses.phrase(field, tokens)
            case Prefix(letters):
                # a pattern is made into an automaton, which takes as long as many a search
                terms = self._beginning(letters, field)
                if len(terms) <= FEW:
                    return self._clauses.terms(field, [term for term, _ in terms])
                return self._clauses.pattern(field, f"{_literal(letters)}.*")
            case Together(phrases):
                return all_of([self._clauses.phrase(field, phrase.tokens) for phrase in phrases])

    def _frequency(self, word: AnyOf) -> int:
        """No more listings than so many have the word."""
        return sum(map(self._most_having, word.alternatives))

    def _most_having(self, wanted: Alternative) -> int:
        match wanted:
            case Phrase((token,)):
                return int(self._searcher.doc_freq(fields.ALL, token))
            case Phrase(tokens):
                runs = map(fields.run_of, pairwise(tokens))
                return min(int(self._searcher.doc_freq(fields.RUNS, run)) for run in runs)
            case Prefix(letters):
                return sum(number for _, number in self._beginning(letters))
            case Together(phrases):
                return min(map(self._most_having, phrases))


def _scattered(word: AnyOf) -> list[Alternative]:
    """The alternatives of a word without the order of their tokens."""
    return [
        Together(tuple(Phrase((token,)) for token in found.tokens))
        if isinstance(found, Phrase) and len(found.tokens) > 1
        else found
        for found in word.alternatives
    ]


def _literal(text: str) -> str:
    return "".join(f"\\{sign}" if sign in _PATTERN_SIGNS else sign for sign in text)
