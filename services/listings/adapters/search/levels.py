"""Conditions whose values have others below them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from services.listings.domain.occupations.classification import LEVEL

OCCUPATIONS = "occupations"
LEVELLED = ("fields", OCCUPATIONS)
LEVELS_COUNTED_TOGETHER = 1
COUNTRY_END = "-"

_SEPARATORS = {"locations": COUNTRY_END} | dict.fromkeys(LEVELLED, LEVEL)


def is_high(path: str) -> bool:
    """Whether a field or occupation is one of the levels that are always counted."""
    return path.count(LEVEL) < LEVELS_COUNTED_TOGETHER


def has_uncounted_below(path: str) -> bool:
    """Whether the levels directly below a field or occupation, or itself, are not always counted."""
    return path.count(LEVEL) >= LEVELS_COUNTED_TOGETHER - 1


def high_level_of(path: str) -> str:
    """The lowest of the levels that are always counted, of this field or occupation."""
    return LEVEL.join(path.split(LEVEL)[:LEVELS_COUNTED_TOGETHER])


def broadest(condition: str, values: Sequence[str]) -> list[str]:
    """The values without those below others of them: every listing with JP-13 has JP as well."""
    separator = _SEPARATORS.get(condition)
    if separator is None:
        return list(dict.fromkeys(values))
    chosen = frozenset(values)
    return [v for v in dict.fromkeys(values) if chosen.isdisjoint(_above(v, separator))]


def _above(value: str, separator: str) -> Iterator[str]:
    parts = value.split(separator)
    return (separator.join(parts[:end]) for end in range(1, len(parts)))
