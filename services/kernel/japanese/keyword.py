"""What a person typed into the keyword box, as words."""

from __future__ import annotations

import re
from dataclasses import dataclass

QUOTATION_MARKS = frozenset('"“”„«»「」『』')

_QUOTED_OR_WORD = re.compile(
    r"[\"“”„«»「『](?P<quoted>[^\"“”„«»」』]*)[\"“”«»」』]|(?P<word>[^\s\"“”„«»「『]+)"
)


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word between spaces, or the words between quotation marks, which are one phrase."""

    text: str
    quoted: bool = False


def typed_words(keyword: str) -> tuple[TypedWord, ...]:
    """The words of a keyword; spaces of any width separate, quotation marks of any kind hold."""
    words = []
    for found in _QUOTED_OR_WORD.finditer(keyword):
        quoted = found.group("quoted")
        text = (found.group("word") if quoted is None else quoted).strip()
        if text:
            words.append(TypedWord(text, quoted is not None))
    return tuple(words)
