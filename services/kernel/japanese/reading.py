"""A typed keyword read as what is wanted: words, spellings, names, synonyms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from services.kernel.japanese.analyser import GAP, Analyser
from services.kernel.japanese.katakana import is_katakana
from services.kernel.japanese.keyword import TypedWord, typed_words
from services.kernel.japanese.tables import SynonymGroup
from services.kernel.japanese.wanted import (
    Alternative,
    AnyOf,
    Phrase,
    Prefix,
    Together,
    Wanted,
)

SHORTEST_PREFIX = 4
"""A katakana word with so many letters also finds words that begin with it."""

_POLITE_PREFIX = "御"
_MOST_WORDS = 20
_MOST_ALTERNATIVES = 40

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a keyword asks for: exactly, and more loosely when that finds nothing.

    `grams` holds, per word, its letters in pairs.
    """

    wanted: Wanted
    grams: tuple[Tokens, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    tokens: Tokens
    joined: tuple[Tokens, ...]
    quoted: bool
    capital: str | None


class KeywordReader:
    """Reads keywords. Safe to use from several threads."""

    def __init__(self, analyser: Analyser, synonyms: Sequence[SynonymGroup]) -> None:
        self._analyser = analyser
        self._synonyms: dict[Tokens, list[Tokens]] = {}
        for group in synonyms:
            members = list(dict.fromkeys(analyser.phrase(text) for text in group.members))
            for member in members[:1] if group.only_from else members:
                known = self._synonyms.setdefault(member, [])
                known += [other for other in members if other != member and other not in known]
        self._longest = max(map(len, self._synonyms), default=0)

    def read(self, keyword: str) -> Reading:
        """What the keyword wants; nothing for a blank one, the unfindable for one of mere signs."""
        typed = typed_words(keyword)[:_MOST_WORDS]
        words = [word for text in typed for word in self._words(text)]
        if not words:
            return Reading(Wanted((AnyOf(()),) if typed else ()), ())
        named = self._named(words)
        return Reading(
            Wanted(tuple(self._any_ofs(named))),
            tuple(tuple(self._grams(word.text)) for word in typed),
        )

    def _words(self, typed: TypedWord) -> Iterator[_Word]:
        """What was typed without a space, cut where a sign separates: HIV/AIDS are two words."""
        tokens, joined = self._analyser.word(typed.text)
        capital = None if typed.quoted else self._analyser.capital_of(typed.text)
        parts = [tuple(part) for gap, part in groupby(tokens, key=GAP.__eq__) if not gap]
        whole = tuple(map(tuple, joined)) if len(parts) == 1 else ()
        for part in parts:
            # お問い合わせ asks for 問い合わせ: the polite prefix is no part of what is wanted
            wanted = part[1:] if len(part) > 1 and part[0] == _POLITE_PREFIX else part
            yield _Word(wanted, whole, typed.quoted, capital)

    def _grams(self, text: str) -> Iterator[str]:
        return (gram for gram in self._analyser.grams(text) if gram != GAP)

    def _named(self, words: Sequence[_Word]) -> list[_Word]:
        """The words with names told apart, which may reach over several of them."""
        tokens = self._analyser.named([token for word in words for token in word.tokens])
        named, at = [], 0
        for word in words:
            end = at + len(word.tokens)
            named.append(replace(word, tokens=tuple(tokens[at:end])))
            at = end
        return named

    def _any_ofs(self, words: Sequence[_Word]) -> Iterator[AnyOf]:
        at = 0
        while at < len(words):
            width, others = self._name_of_words(words[at:])
            if width:
                typed = Together(tuple(Phrase(word.tokens) for word in words[at : at + width]))
                yield AnyOf((typed, *map(Phrase, others)))
                at += width
            else:
                yield AnyOf(tuple(self._alternatives(words[at], alone=len(words) == 1)))
                at += 1

    def _name_of_words(self, words: Sequence[_Word]) -> tuple[int, list[Tokens]]:
        """How many words from the first on are together one name, and its other names."""
        best: tuple[int, list[Tokens]] = (0, [])
        tokens: Tokens = ()
        for count, word in enumerate(words, start=1):
            tokens += word.tokens
            if word.quoted or len(tokens) > self._longest:
                break
            if count > 1 and tokens in self._synonyms:
                best = (count, self._synonyms[tokens])
        return best

    def _alternatives(self, word: _Word, *, alone: bool) -> list[Alternative]:
        tokens = word.tokens
        phrases = [tokens, *word.joined, *self._replaced(tokens)]
        if word.capital and tokens != (word.capital,):
            # a small-letter who: the organisation when it stands alone, either one among words
            named = [(word.capital,), *self._replaced((word.capital,))]
            phrases = named if alone else [*phrases, *named]
        found: list[Alternative] = [Phrase(phrase) for phrase in _distinct(phrases)]
        if len(tokens) == 1 and is_katakana(tokens[0]) and len(tokens[0]) >= SHORTEST_PREFIX:
            found.append(Prefix(tokens[0]))
        return found[:_MOST_ALTERNATIVES]

    def _replaced(self, tokens: Tokens) -> Iterator[Tokens]:
        """The word with a part of it replaced by a synonym, longest parts first."""
        for width in range(min(len(tokens), self._longest), 0, -1):
            for at in range(len(tokens) - width + 1):
                for other in self._synonyms.get(tokens[at : at + width], ()):
                    yield tokens[:at] + other + tokens[at + width :]


def _distinct(phrases: Iterable[Tokens]) -> list[Tokens]:
    return [phrase for phrase in dict.fromkeys(phrases) if phrase]
