"""Record a batch of views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.access.views import ListingViewed, ViewBatch, record


@dataclass(frozen=True)
class RecordViews:
    """The batch's id and its counts per listing and day."""

    batch_id: str
    views: Sequence[Mapping[str, Any]]


def record_views(
    command: RecordViews, context: Context, *, batches: Repository[ViewBatch], views: Views
) -> dict[str, Any]:
    """Counts a batch once, however often it is sent (LI-64).

    Views of listings that do not exist are left out and counted as `ignored`.
    """
    counts: dict[tuple[str, date], int] = {}
    for view in command.views:
        key = (view["listing_id"], view["on"])
        counts[key] = counts.get(key, 0) + view["count"]
    known = views.get_many("access_counts", sorted({listing_id for listing_id, _ in counts}))
    events = [
        ListingViewed(listing_id, known[listing_id]["organisation_id"], on, count)
        for (listing_id, on), count in counts.items()
        if listing_id in known
    ]
    done = batches.change(command.batch_id, context, lambda batch: record(batch, events))
    return receipt(done, ignored=len(counts) - len(events))
