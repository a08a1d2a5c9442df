"""One spelling for katakana words, applied after the dictionary has had its say."""

from __future__ import annotations

import re

KATAKANA_WORD = re.compile(r"[ァ-ヺー]+")
_SMALL = str.maketrans("ァィゥェォッャュョヮヵヶヂヅ", "アイウエオツヤユヨワカケジズ")
_LONG_E = re.compile(r"(?<=[エケセテネヘメレゲゼデベペ])イ")
_REPEATED = re.compile(r"ー{2,}")


def is_katakana(word: str) -> bool:
    """True for words written in katakana only."""
    return KATAKANA_WORD.fullmatch(word) is not None


def fold_katakana(word: str) -> str:
    """A key under which spellings of one katakana word meet.

    Small letters are written large (ボランティア, ﾎﾞﾗﾝﾃｲｱ), エイ becomes エー (ステイク, ステーク),
    and the long vowel mark at the end of four or more letters is dropped (コンピューター). The
    dictionary must have been asked before: it knows words by their true spelling.
    """
    folded = _REPEATED.sub("ー", _LONG_E.sub("ー", word.translate(_SMALL)))
    if len(folded) >= 4 and folded.endswith("ー"):
        folded = folded[:-1]
    return folded
