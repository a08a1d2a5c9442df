"""A log of listings that come, change and go, the same in every process that makes it."""

from __future__ import annotations

from functools import cache
from typing import Any

from services.listings.adapters.search.follower import Batch, LogReplaced
from tests.bench.search.listings import Writer

LISTINGS = 300
BATCH = 10


@cache
def _first_ones() -> tuple[dict[str, Any], ...]:
    return tuple(Writer(31).listings(LISTINGS))


def document_at(position: int) -> dict[str, Any]:
    """The document that the event at a position has changed.

    Each listing has its turn again and again, with another title; every fifth event hides it.
    """
    number = position % LISTINGS
    first = _first_ones()[number]
    return {
        **first,
        "_id": f"listing-{number}",
        "title": f"{first['title']} 第{position}版",
        "position": position,
        "visible": position % 5 != 0,
    }


class ChangingLog:
    """What the projection `search_documents` holds when its log has reached a position."""

    def __init__(self, reached: int) -> None:
        self._reached = reached

    def __call__(self, after: int) -> Batch:
        if self._reached < after:
            raise LogReplaced
        # a document has the position of its last change only
        first = max(after, self._reached - LISTINGS) + 1
        changed = range(first, self._reached + 1)
        documents = [document_at(position) for position in changed[:BATCH]]
        if len(changed) <= BATCH:
            return Batch(documents, self._reached, last=True)
        return Batch(documents, documents[-1]["position"], last=False)
