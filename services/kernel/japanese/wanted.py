"""What a keyword asks of a listing, without regard to how it is looked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that follow each other; one token is a phrase too."""

    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Tokens that begin with these letters."""

    letters: str


@dataclass(frozen=True, slots=True)
class Together:
    """Phrases that all occur, wherever."""

    phrases: tuple[Phrase, ...]


Alternative = Phrase | Prefix | Together


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One word of the keyword with all its other spellings and names: one of them must occur.

    The first alternative is what was typed. Without alternatives it is never fulfilled.
    """

    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """All words of a keyword; nothing is wanted when there are none."""

    words: tuple[AnyOf, ...] = ()


class TokenPlaces:
    """Where the tokens of one listing stand."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.places: dict[str, list[int]] = {}
        for place, token in enumerate(tokens):
            self.places.setdefault(token, []).append(place)

    def has(self, phrase: Phrase) -> bool:
        """True when the tokens stand one after the other."""
        found: Iterable[int] = self.places.get(phrase.tokens[0], ())
        for distance, token in enumerate(phrase.tokens[1:], start=1):
            later = self._set_of(token)
            found = [place for place in found if place + distance in later]
            if not found:
                return False
        return bool(found)

    def has_prefix(self, letters: str) -> bool:
        """True when a token begins with these letters."""
        return any(token.startswith(letters) for token in self.places)

    def fulfil(self, wanted: Wanted) -> bool:
        """True when every word occurs in one of its alternatives."""
        return all(self.has_any(word) for word in wanted.words)

    def has_any(self, word: AnyOf) -> bool:
        """True when a word occurs in one of its alternatives."""
        return any(self._meets(alternative) for alternative in word.alternatives)

    def _meets(self, alternative: Alternative) -> bool:
        match alternative:
            case Phrase():
                return self.has(alternative)
            case Prefix(letters):
                return self.has_prefix(letters)
            case Together(phrases):
                return all(self.has(phrase) for phrase in phrases)

    def _set_of(self, token: str) -> frozenset[int]:
        return frozenset(self.places.get(token, ()))
