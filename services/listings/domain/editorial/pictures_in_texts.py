"""Pictures in Markdown texts, and whether something is said of them."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

# Only a fence at the very beginning of a line surely lasts to its end: others end with their list.
_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})")
_PARTS = re.compile(
    r"\\[!-/:-@\[-`{-~]"  # an escaped sign means nothing
    r"|(?P<ticks>`++)(?:[^\n]*?[^`\n])(?P=ticks)(?!`)"  # a code span
    r"|`++"
    r"|!\[(?P<words>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]",
    re.DOTALL,
)
_ADDRESS = re.compile(r"\]\([^()\]]*\)")
_BLANK_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def has_picture_without_text(text: str) -> bool:
    """Whether a picture has no alternative text that says something; code is no picture."""
    return any(
        found["words"] is not None and not _says_something(found["words"])
        for found in _PARTS.finditer(_without_fenced_code(text))
    )


def _says_something(words: str) -> bool:
    return any(
        unicodedata.category(one)[0] in "LN" or unicodedata.category(one) == "So"
        for one in unescape(_ADDRESS.sub("]", words))
        if one not in _BLANK_LETTERS
    )


def _without_fenced_code(text: str) -> str:
    kept, fence = [], ""
    for line in text.split("\n"):
        if fence:
            ends = line.strip()
            if set(ends) == {fence[0]} and len(ends) >= len(fence):
                fence = ""
        elif begins := _FENCE.match(line):
            fence = begins[1]
        else:
            kept.append(line)
    return "\n".join(kept)
