"""English words: plurals and British spelling, and nothing more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_NO_PLURAL = ("ss", "us", "is")
_VERB_IN_ISE = re.compile(r"(?P<verb>.+)is(?P<ending>e|ed|er|ing|able)")


@dataclass(frozen=True)
class EnglishWords:
    """Brings a word to the form it is found by.

    Only plurals are undone: stemmers of the Porter family make `organ` of organisation and
    `univers` of university. `irregular` maps plurals to singulars, `kept` are words whose s is
    no plural (news, AIDS), `spellings` maps British words to American ones, `stems` the same for
    beginnings of words (`behaviour` for behavioural), and `verbs` are those written with ise or
    ize, without that ending (`organ`).
    """

    irregular: Mapping[str, str] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    spellings: Mapping[str, str] = field(default_factory=dict)
    stems: Mapping[str, str] = field(default_factory=dict)
    verbs: frozenset[str] = frozenset()

    def __call__(self, word: str) -> str:
        """The form of a lower-case word."""
        return self._american(self._singular(word))

    def _singular(self, word: str) -> str:
        if word in self.irregular:
            return self.irregular[word]
        if (
            word in self.kept
            or len(word) <= 3
            or not word.endswith("s")
            or word.endswith(_NO_PLURAL)
        ):
            return word
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
            return word[:-2]
        return word[:-1]

    def _american(self, word: str) -> str:
        if word in self.spellings:
            return self.spellings[word]
        if "isation" in word:
            return word.replace("isation", "ization")
        found = _VERB_IN_ISE.fullmatch(word)
        if found and found["verb"] in self.verbs:
            return f"{found['verb']}iz{found['ending']}"
        for length in range(min(len(word), self._longest_stem), 3, -1):
            american = self.stems.get(word[:length])
            if american is not None:
                return american + word[length:]
        return word

    def __post_init__(self) -> None:
        object.__setattr__(self, "_longest_stem", max(map(len, self.stems), default=0))

    _longest_stem: int = field(init=False, repr=False, default=0)
