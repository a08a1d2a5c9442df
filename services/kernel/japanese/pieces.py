"""A text cut into pieces that are words of Latin script or runs of Japanese script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

_JAPANESE = "ぁ-ゖゝゞァ-ヺー々〆〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U0003134f"
_PIECE: re.Pattern[str] = re.compile(
    # c++, c#, f#: the signs belong to the word
    rf"(?P<word>(?<![^\W{_JAPANESE}])[A-Za-z]{{1,2}}(?:\+\+|#)(?![A-Za-z0-9+#])|[^\W_{_JAPANESE}]+)(?:'[sS]\b)?"
    # a hyphen after katakana may be a long vowel mark: ｺﾝﾋﾟｭ-ﾀ-
    rf"|(?P<run>[{_JAPANESE}]+(?:(?<=[ァ-ヺー])-(?![A-Za-z0-9])[{_JAPANESE}]*)*)"
    r"|(?P<gap>[。．？！?!、，;；:：()（）\[\]【】〔〕《》〈〉/／|｜●■◆◇○※★☆▼▽►•]|[.,](?=\s|$)|\n\s*\n)"
    r"|(?P<joint>[・\-‐‑])"
)


class Kind(Enum):
    """What a piece is; a gap is a sign that no phrase reaches across, a joint one that may join."""

    WORD = "word"
    RUN = "run"
    GAP = "gap"
    JOINT = "joint"


class Piece(NamedTuple):
    """`start` and `end` are places in the text that was cut."""

    kind: Kind
    text: str
    start: int
    end: int


_KINDS = {kind.value: kind for kind in Kind}


def pieces(folded: str) -> Iterator[Piece]:
    """The pieces of a folded text in order; everything else separates without being a gap."""
    for found in _PIECE.finditer(folded):
        name = found.lastgroup or "gap"
        yield Piece(_KINDS[name], found.group(name), found.start(), found.end())
