"""Look through the occupation classification."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.listings.application.occupations import OccupationDirectory


@dataclass(frozen=True)
class FindOccupations:
    """Words, and the occupation below which to look; see the payload schema."""

    words: str
    below: str | None
    most: int


def find_occupations(
    query: FindOccupations, context: Context, *, directory: OccupationDirectory
) -> dict[str, Any]:
    """Occupations of any level, best first, with the examples of titles the words stand in."""
    found, total = directory.find(query.words, query.below, query.most)
    return {
        "items": [{"path": one.path, "examples": list(one.examples)} for one in found],
        "total": total,
    }
