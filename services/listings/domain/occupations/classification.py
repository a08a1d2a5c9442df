"""The occupation classification of Hello Work: four levels and examples of titles."""

from __future__ import annotations

from dataclasses import dataclass

LEVEL = "／"
"""Separates the levels of an occupation: 大分類／中分類／小分類／細分類."""

LEVELS = 4
PATH_LENGTH = 200
"""So many characters an occupation has at most, all its levels included."""

CLASSIFICATION = "occupations"
"""The one stream of the classification."""


@dataclass(frozen=True, slots=True)
class Occupation:
    """One occupation of the lowest level stated, by its path, with examples of job titles."""

    path: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OccupationsImported:
    """The classification was replaced by another edition, whole."""

    occupations: tuple[Occupation, ...]


@dataclass(frozen=True, slots=True)
class Classification:
    """The edition in force; empty before the first import."""

    occupations: tuple[Occupation, ...] = ()


def evolve_classification(
    classification: Classification, event: OccupationsImported
) -> Classification:
    """The classification after an event."""
    return Classification(event.occupations)


def import_classification(
    classification: Classification, occupations: tuple[Occupation, ...]
) -> list[OccupationsImported]:
    """Replaces the edition in force; the same edition again changes nothing."""
    if classification.occupations == occupations:
        return []
    return [OccupationsImported(occupations)]


def levels_of(path: str) -> tuple[str, ...]:
    """The occupation and every level above it, highest first."""
    names = [name for name in path.split(LEVEL) if name]
    return tuple(LEVEL.join(names[:depth]) for depth in range(1, len(names) + 1))


def with_levels_above(paths: tuple[str, ...]) -> tuple[str, ...]:
    """All levels of several occupations, each once."""
    return tuple(dict.fromkeys(level for path in paths for level in levels_of(path)))
