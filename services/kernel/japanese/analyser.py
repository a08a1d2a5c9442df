"""Texts turned into the tokens that they are found by, the same way for texts and keywords."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from services.kernel.japanese.completion import Completion
from services.kernel.japanese.dictionary import JapaneseDictionary
from services.kernel.japanese.katakana import KATAKANA_WORD, fold_katakana, is_katakana
from services.kernel.japanese.pieces import Kind, Piece, pieces
from services.kernel.japanese.tables import Tables

RULES_VERSION = 2
"""Raised with every change of this module or of its neighbours that changes tokens."""

GAP = "␟"
"""Stands in the stream of tokens where no phrase reaches across."""

_HYPHENED = re.compile(r"[ァ-ヺー]+(?:-[ァ-ヺー]*)+")
_ENDS_IN_KATAKANA = re.compile(r"[ァ-ヺー]+\Z")
_BEGINS_WITH_KATAKANA = re.compile(r"[ァ-ヺー]+")
# 霞が関, 霞ケ関 and 霞ヶ関, where the dictionary knows the word as one
_GA_IN_NAMES = re.compile(r"(?<=[一-鿿])[がケヵカ](?=[一-鿿])")
_NUMERALS = {numeral: str(number) for number, numeral in enumerate("一二三四五六七八九", start=1)}
_MOST_FORMS = 300_000


class _Cut(NamedTuple):
    """The tokens of one piece and what it may be joined with."""

    piece: Piece
    tokens: list[str]


class Analyser:
    """The tokens of texts. Safe to use from several threads."""

    def __init__(self, tables: Tables, dictionary: JapaneseDictionary) -> None:
        self._tables = tables
        self._dictionary = dictionary
        self.completion = Completion(tables, dictionary)
        self._of_form: dict[str, tuple[str, ...]] = {}
        self._everyday = {word: self._everyday_of(word) for word in tables.capitals}
        self._names: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        for whole, part in tables.names:
            self._learn_name(self._cut_tokens(whole), self._cut_tokens(part))
        for known in self._names.values():
            known.sort(key=lambda name: -len(name[0]))
        phrases = {self.phrase(text) for group in tables.synonyms for text in group.members}
        self.compounds = frozenset(phrase for phrase in phrases if len(phrase) > 2)
        """Names of the tables that are made of more than two tokens."""
        self._compounds: dict[str, list[tuple[str, ...]]] = {}
        for compound in sorted(self.compounds):
            self._compounds.setdefault(compound[0], []).append(compound)

    def stream(self, text: str) -> list[str]:
        """The tokens of a listing's text in order, with gaps.

        What is written in several pieces but read as one word (co-operation, コート・ジボワール) is
        repeated as that word behind a gap at the end, so that both spellings find it.
        """
        cuts, joined = self._cut(text)
        tokens = [token for cut in cuts for token in cut.tokens]
        for word in joined:
            tokens += [GAP, *word]
        return self.named(tokens)

    def word(self, text: str) -> tuple[list[str], list[list[str]]]:
        """The tokens of one word of a keyword, with gaps, and its readings as one word.

        Names are not told apart yet: they may reach over several words (`named`).
        """
        cuts, joined = self._cut(text)
        return [token for cut in cuts for token in cut.tokens], joined

    def phrase(self, text: str) -> tuple[str, ...]:
        """The tokens of a phrase of a table, without gaps and with names told apart."""
        return tuple(self.named(self._cut_tokens(text)))

    def grams(self, text: str) -> list[str]:
        """Words, and pairs of neighbouring Japanese letters, for looser matching."""
        grams: list[str] = []
        for piece in pieces(self._tables.folding(text)):
            if piece.kind is Kind.WORD:
                grams.append(self._tables.english(piece.text.lower()))
            elif piece.kind is Kind.GAP:
                grams.append(GAP)
            elif piece.kind is Kind.RUN:
                run = piece.text.replace("-", "ー")
                run = KATAKANA_WORD.sub(lambda found: fold_katakana(found.group()), run)
                grams += [run[at : at + 2] for at in range(max(1, len(run) - 1))]
        return grams

    def named(self, tokens: Sequence[str]) -> list[str]:
        """The same number of tokens, where those within a longer name carry that name.

        So スーダン in 南スーダン is another token than スーダン alone.
        """
        found = list(tokens)
        for at, token in enumerate(tokens):
            for whole, replaced in self._names.get(token, ()):
                if tuple(tokens[at : at + len(whole)]) == whole:
                    found[at : at + len(whole)] = replaced
                    break
        return found

    def compounds_in(self, tokens: Sequence[str]) -> set[tuple[str, ...]]:
        """Those of `compounds` that occur in a stream of tokens."""
        return {
            compound
            for at, token in enumerate(tokens)
            for compound in self._compounds.get(token, ())
            if tuple(tokens[at : at + len(compound)]) == compound
        }

    def capital_of(self, text: str) -> str | None:
        """The token of the name that an everyday word would be in capitals: WHO for who."""
        lower = self._tables.folding(text).lower()
        return lower if lower in self._everyday else None

    def _learn_name(self, whole: tuple[str, ...], part: tuple[str, ...]) -> None:
        width = len(part)
        for at in range(len(whole) - width + 1):
            if len(whole) > width and whole[at : at + width] == part:
                mark = "_" + "_".join(whole)
                inner = tuple(f"{mark}:{token}" for token in part)
                replaced = (*whole[:at], *inner, *whole[at + width :])
                self._names.setdefault(whole[0], []).append((whole, replaced))
                return

    def _cut_tokens(self, text: str) -> tuple[str, ...]:
        return tuple(token for cut in self._cut(text)[0] for token in cut.tokens if token != GAP)

    def _cut(self, text: str) -> tuple[list[_Cut], list[list[str]]]:
        cuts: list[_Cut] = []
        chain: list[_Cut] = []
        joined: list[list[str]] = []
        previous: Piece | None = None
        for piece in pieces(self._tables.folding(text)):
            if piece.kind is Kind.JOINT:
                if not (previous and previous.end == piece.start):
                    chain = []
            elif piece.kind is Kind.GAP:
                cuts.append(_Cut(piece, [GAP]))
            else:
                cut = _Cut(piece, self._tokens_of(piece, joined))
                continues = (
                    previous is not None
                    and previous.kind is Kind.JOINT
                    and previous.end == piece.start
                    and bool(chain)
                )
                if not continues:
                    joined += self._joined(chain)
                    chain = []
                chain.append(cut)
                cuts.append(cut)
            previous = piece
        return cuts, [*joined, *self._joined(chain)]

    def _joined(self, chain: Sequence[_Cut]) -> Iterator[list[str]]:
        """A chain of pieces read as one word, where that gives other tokens than the pieces do."""
        if len(chain) < 2:
            return
        texts = [cut.piece.text for cut in chain]
        if all(cut.piece.kind is Kind.WORD for cut in chain):
            yield [self._english("".join(texts))]
        elif all(cut.piece.kind is Kind.RUN for cut in chain):
            yield from self._joined_katakana(texts)

    def _joined_katakana(self, runs: Sequence[str]) -> Iterator[list[str]]:
        first, last = _ENDS_IN_KATAKANA.search(runs[0]), _BEGINS_WITH_KATAKANA.match(runs[-1])
        if first and last and all(map(is_katakana, runs[1:-1])):
            words = [first.group(), *runs[1:-1], last.group()]
            together = self._japanese("".join(words))
            if together != [token for word in words for token in self._japanese(word)]:
                yield together

    def _tokens_of(self, piece: Piece, joined: list[list[str]]) -> list[str]:
        if piece.kind is Kind.WORD:
            return [self._english(piece.text)]
        if "-" not in piece.text:
            return self._japanese(piece.text)
        return self._hyphened(piece.text, joined)

    def _hyphened(self, run: str, joined: list[list[str]]) -> list[str]:
        """A run with hyphens: long vowel marks where that makes known words, joints elsewhere."""
        for word in _HYPHENED.findall(run):
            as_long_vowels = word.replace("-", "ー")
            if all(part.known for part in self._dictionary.cut(as_long_vowels)):
                run = run.replace(word, as_long_vowels, 1)
            elif not word.endswith("-"):
                joined.append(self._japanese(as_long_vowels))
        return [token for part in run.split("-") if part for token in self._japanese(part)]

    def _everyday_of(self, capital: str) -> str:
        word = self._tables.english(capital)
        return f"{word}_" if word == capital else word

    def _english(self, word: str) -> str:
        lower = word.lower()
        if lower in self._everyday:
            return lower if word.isupper() else self._everyday[lower]
        return self._tables.english(lower)

    def _japanese(self, run: str) -> list[str]:
        tokens: list[str] = []
        for word in self._dictionary.cut(run):
            of_form = self._of_form.get(word.normalised)
            if of_form is None:
                of_form = self._tokens_of_form(word.normalised)
                if len(self._of_form) < _MOST_FORMS:
                    self._of_form[word.normalised] = of_form
            tokens += of_form
        return tokens

    def _tokens_of_form(self, normalised: str) -> tuple[str, ...]:
        form = self._tables.folding("".join(normalised.split()))
        if is_katakana(form):
            folded = fold_katakana(form)
            return (folded,) if folded.strip("ー") else ()
        if form in _NUMERALS:
            return (_NUMERALS[form],)
        form = _GA_IN_NAMES.sub("ヶ", form)
        # normalised forms may hold Latin letters (e-Learning)
        return tuple(
            self._english(piece.text) if piece.kind is Kind.WORD else piece.text
            for piece in pieces(form)
            if piece.kind in (Kind.WORD, Kind.RUN)
        )
