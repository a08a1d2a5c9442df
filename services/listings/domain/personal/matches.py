"""Which saved conditions a listing has met: each is told of a listing once and never again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MATCHES_PER_COMMIT = 250
"""A commit holds at most 256 events; what a listing meets beyond comes in further ones."""


@dataclass(frozen=True, slots=True)
class SavedSearchMatched:
    """A listing that was published or amended meets a saved condition, for the first time."""

    condition_id: str
    person_id: str
    listing_id: str
    data_number: str


@dataclass(frozen=True, slots=True)
class Matches:
    """The conditions that a listing has met so far."""

    condition_ids: frozenset[str] = frozenset()


def evolve_matches(matches: Matches, event: SavedSearchMatched) -> Matches:
    """The conditions after one more."""
    return Matches(matches.condition_ids | {event.condition_id})


def meet(matches: Matches, found: Sequence[SavedSearchMatched]) -> list[SavedSearchMatched]:
    """Those of the found matches that are new, as many as one commit takes."""
    new = [match for match in found if match.condition_id not in matches.condition_ids]
    return new[:MATCHES_PER_COMMIT]
