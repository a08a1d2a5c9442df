"""Whether a JPO campaign is what somebody searches for (LI-80)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

NAMES = (
    "JPO派遣候補者選考",
    "JPO派遣制度",
    "ジュニア・プロフェッショナル・オフィサー",
    "Junior Professional Officer",
    "国際機関",
    "国連",
    "外務省 国際機関人事センター",
    "Ministry of Foreign Affairs",
)
"""What every campaign is found by, beside its year, its destinations and its fields."""


def says(words: Iterable[str], texts: Sequence[str]) -> bool:
    """Whether every word stands in one of the texts.

    Width and case do not matter. A word in Latin letters stands at the beginning of a word, so that
    IT is not found in United; in Japanese, where nothing parts words, it stands anywhere.
    """
    folded = [_folded(text) for text in texts]
    return all(any(_stands(_folded(word), text) for text in folded) for word in words)


def _stands(word: str, text: str) -> bool:
    if word.isascii():
        return re.search(rf"(?<![a-z0-9]){re.escape(word)}", text) is not None
    return word in text


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
