"""Record a batch of views."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.access.views import ListingViewed, ViewBatch, record
from services.listings.domain.listing.state import Listing, NoListing


@dataclass(frozen=True)
class RecordViews:
    """The batch's id and its counts per listing and day."""

    batch_id: str
    views: Sequence[Mapping[str, Any]]


def record_views(
    command: RecordViews,
    context: Context,
    *,
    batches: Repository[ViewBatch],
    listings: Repository[Listing],
    views: Views,
) -> dict[str, Any]:
    """Counts a batch once, however often it is sent (LI-64).

    Views of listings that do not exist are left out and counted as `ignored`.
    """
    counts: dict[tuple[str, date], int] = {}
    for view in command.views:
        key = (view["listing_id"], view["on"])
        counts[key] = counts.get(key, 0) + view["count"]
    owners = _owners({listing_id for listing_id, _ in counts}, listings, views)
    events = [
        ListingViewed(listing_id, owners[listing_id], on, count)
        for (listing_id, on), count in counts.items()
        if listing_id in owners
    ]
    done = batches.change(command.batch_id, context, lambda batch: record(batch, events))
    return receipt(done, ignored=len(counts) - len(events))


def _owners(
    listing_ids: Collection[str], listings: Repository[Listing], views: Views
) -> dict[str, str]:
    """The organisations of these listings, by listing.

    The read model knows nearly all of them at once. What it does not know is asked of the
    listings themselves: it may lag behind, or be in the making, and no view may be lost for that.
    """
    known = views.get_many("access_counts", sorted(listing_ids))
    owners = {one: str(document["organisation_id"]) for one, document in known.items()}
    unknown = sorted(set(listing_ids) - owners.keys())
    if unknown:
        for listing_id, listing in listings.load_many(unknown).items():
            if not isinstance(listing, NoListing):
                owners[listing_id] = listing.head.organisation_id
    return owners
