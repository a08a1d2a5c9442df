"""The caller's favourites and inquired listings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.personal import person_of
from services.listings.application.presenting import card, is_visible
from services.listings.domain.listing.kinds import ListingKind
from services.listings.domain.listing.labels import LabelRule

_TRAININGS = frozenset({ListingKind.TRAINING.value, ListingKind.SEMINAR.value})


@dataclass(frozen=True)
class FindFavourites:
    """Those of the caller."""


def find_favourites(
    query: FindFavourites, context: Context, *, views: Views, rule: LabelRule
) -> dict[str, Any]:
    """Jobs and trainings apart, newest first (LI-61).

    `added_at` is None for what is listed because the caller wrote to its organisation, whose
    `inquired_at` says when (LI-62, D-58). Listings that have ended stay; those the caller may no
    longer know of (LI-48) are left out.
    """
    known = views.get("favourites", person_of(context)) or {"favourites": {}, "inquired": {}}
    added, inquired = known["favourites"], known["inquired"]
    documents = views.get_many("listings", list({**added, **inquired}))
    items = [
        {
            **card(document, context.at, rule),
            "added_at": added.get(listing_id),
            "inquired_at": inquired.get(listing_id),
        }
        for listing_id, document in documents.items()
        if is_visible(document, context.actor, also_past=True)
    ]
    items.sort(key=lambda one: max(one["added_at"] or "", one["inquired_at"] or ""), reverse=True)
    return {
        "jobs": [one for one in items if one["kind"] not in _TRAININGS],
        "trainings": [one for one in items if one["kind"] in _TRAININGS],
    }
