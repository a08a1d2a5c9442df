"""Mark a listing as a favourite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound
from services.kernel.eventkit.domain.inactive import refuse_inactive_job_seeker
from services.listings.application.personal import person_of
from services.listings.application.presenting import is_visible
from services.listings.domain.personal.favourites import Favourites, add


@dataclass(frozen=True)
class AddFavourite:
    """Which listing."""

    listing_id: str


def add_favourite(
    command: AddFavourite, context: Context, *, favourites: Repository[Favourites], views: Views
) -> dict[str, Any]:
    """Adds it; again has no effect (LI-59, LI-60).

    Raises `NotFound` for what the caller cannot open and for who has left, `JobSeekerInactive`, `TooManyFavourites`.
    """
    refuse_inactive_job_seeker(context.actor)
    person_id = person_of(context)
    document = views.get("listings", command.listing_id)
    if document is None or not is_visible(document, context.actor):
        raise NotFound
    done = favourites.change(
        person_id, context, lambda current: add(current, person_id, command.listing_id)
    )
    return receipt(done, listing_id=command.listing_id)
