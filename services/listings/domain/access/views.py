"""Access counts: views of public detail pages, reported in batches (LI-64, D-59)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

VIEWS_PER_BATCH = 256
"""One batch is one commit, and a commit holds so many events."""


@dataclass(frozen=True, slots=True)
class ListingViewed:
    """The public page of a listing was opened `count` times on a Tokyo day."""

    listing_id: str
    organisation_id: str
    on: date
    count: int


@dataclass(frozen=True, slots=True)
class ViewBatch:
    """A batch of views: empty, until it is recorded once and for all."""

    recorded: bool = False


def evolve_batch(batch: ViewBatch, event: ListingViewed) -> ViewBatch:
    """The batch after one of its views."""
    return ViewBatch(recorded=True)


def record(batch: ViewBatch, views: Sequence[ListingViewed]) -> list[ListingViewed]:
    """Records the batch; one that is recorded already is not counted again."""
    return [] if batch.recorded else list(views)
