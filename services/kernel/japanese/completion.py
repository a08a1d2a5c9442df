"""Words of a text as somebody would go on typing them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from services.kernel.japanese.dictionary import JapaneseDictionary
from services.kernel.japanese.pieces import Kind, pieces
from services.kernel.japanese.tables import Tables

LONGEST = 40
"""A name with more letters is not completed as a whole; its words are."""

_WITHOUT_HIRAGANA = re.compile(r"[^ぁ-ゖゝゞ\-]{2,20}")
_HIRAGANA_ALONE = re.compile(r"[ぁ-ゖゝゞー]+")
_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
_SHORTEST_WORD = 3
_LITTLE_WORDS = frozenset({"and", "for", "from", "the", "with"})


class Completion:
    """What of a text is worth completing. Safe to use from several threads."""

    def __init__(self, tables: Tables, dictionary: JapaneseDictionary) -> None:
        self._folding = tables.folding
        self._dictionary = dictionary

    def beginning(self, typed: str) -> str:
        """The form in which beginnings are compared: widths, cases and both kana are one."""
        return " ".join(self._folding(typed).lower().translate(_TO_KATAKANA).split())

    def name(self, text: str) -> str | None:
        """A name as a whole, on one line; None where it is too long or too short for that."""
        whole = " ".join(self._folding(text).split())
        return whole if 1 < len(whole) <= LONGEST and whole.isprintable() else None

    def words(self, text: str) -> list[str]:
        """The words of a text: of Japanese also those that several together make."""
        return list(dict.fromkeys(self._words(text)))

    def _words(self, text: str) -> Iterator[str]:
        for piece in pieces(self._folding(text)):
            if piece.kind is Kind.WORD:
                known = piece.text.lower() not in _LITTLE_WORDS
                if known and len(piece.text) >= _SHORTEST_WORD and not piece.text.isdecimal():
                    yield piece.text
            elif piece.kind is Kind.RUN:
                yield from _WITHOUT_HIRAGANA.findall(piece.text)
                units = [unit.surface for unit in self._dictionary.cut(piece.text)]
                # endings and particles are no words to look for
                yield from (
                    unit for unit in units if len(unit) > 1 and not _HIRAGANA_ALONE.fullmatch(unit)
                )
                # 国際協力 of 国際協力機構
                both = map("".join, pairwise(units))
                yield from (pair for pair in both if _WITHOUT_HIRAGANA.fullmatch(pair))
