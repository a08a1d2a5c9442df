"""Take a listing out of the favourites."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.personal import person_of
from services.listings.domain.personal.favourites import Favourites, remove


@dataclass(frozen=True)
class RemoveFavourite:
    """Which listing."""

    listing_id: str


def remove_favourite(
    command: RemoveFavourite, context: Context, *, favourites: Repository[Favourites]
) -> dict[str, Any]:
    """Removes it, whatever has become of the listing (LI-60, D-57)."""
    person_id = person_of(context)
    done = favourites.change(
        person_id, context, lambda current: remove(current, person_id, command.listing_id)
    )
    return receipt(done, listing_id=command.listing_id)
