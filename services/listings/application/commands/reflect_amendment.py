"""The reflection moment of an amendment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.listing.publication import reflect_amendment as reflect
from services.listings.domain.listing.state import Listing


@dataclass(frozen=True)
class ReflectAmendment:
    """Which listing."""

    listing_id: str


def reflect_amendment(
    command: ReflectAmendment, context: Context, *, listings: Repository[Listing]
) -> dict[str, Any]:
    """Replaces the public contents by the amended ones (LI-30).

    Nothing happens where it was overtaken by another event. Raises `NotDueYet`.
    """
    done = listings.change(
        command.listing_id, context, lambda listing: reflect(listing, context.at)
    )
    return receipt(done, listing_id=command.listing_id)
