"""One spelling for characters that people use for each other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

# NFKC leaves these; after a katakana letter they are a long vowel mark or a joint: one sign for all,
# and the dictionary decides later
_HYPHEN_LIKE = re.compile(r"(?<=[ァ-ヺー])[‐‑‒–—―−─━~〜]")
_LETTERS_WITH_MARKS = re.compile(r"[À-ɏḀ-ỿ]")
_NOT_DECOMPOSED = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D"}
    | {"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH", "ı": "i"}
    | {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'", "\u00ad": None, "\u200b": None}
)
_VU = (
    ("ヴァ", "バ"),
    ("ヴィ", "ビ"),
    ("ヴェ", "ベ"),
    ("ヴォ", "ボ"),
    ("ヴュ", "ビュ"),
    ("ヴ", "ブ"),
)
# U.N., Ph.D., M.Sc, but not the A. that ends a sentence
_INITIALS = re.compile(
    r"(?<![A-Za-z0-9.])(?:(?:[A-Za-z]|[A-Z][a-z])\.){2,}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9.])(?:[A-Z][a-z]?\.)+[A-Z][a-z]?(?![A-Za-z0-9.])"
)
_AND = re.compile(r"(?<=[A-Za-z0-9.])\s*&\s*(?=[A-Za-z0-9])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True)
class Folding:
    """Folds spelling; letter case is kept, because it tells `WHO` from `who`.

    `old_forms` gives the present form of old and variant kanji.
    """

    old_forms: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, text: str) -> str:
        """The folded text: NFKC, present kanji, バ for ヴァ, one hyphen, no accents."""
        folded = unicodedata.normalize("NFKC", text).translate(_NOT_DECOMPOSED)
        if self.old_forms:
            folded = folded.translate(self._table)
        folded = _HYPHEN_LIKE.sub("-", folded)
        if "ヴ" in folded:
            for written, present in _VU:
                folded = folded.replace(written, present)
        if _LETTERS_WITH_MARKS.search(folded):
            folded = _LETTERS_WITH_MARKS.sub(_without_marks, folded)
        folded = _AND.sub(" and ", _THOUSANDS.sub("", folded))
        return _INITIALS.sub(lambda found: found.group().replace(".", ""), folded)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_table", str.maketrans(dict(self.old_forms)))

    _table: Mapping[int, str] = field(init=False, repr=False, default_factory=dict)


def _without_marks(found: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFKD", found.group())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
