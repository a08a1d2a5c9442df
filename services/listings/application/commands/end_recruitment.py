"""The end of a recruitment period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.domain.listing.publication import end_recruitment as end
from services.listings.domain.listing.state import Listing


@dataclass(frozen=True)
class EndRecruitment:
    """Which listing."""

    listing_id: str


def end_recruitment(
    command: EndRecruitment, context: Context, *, listings: Repository[Listing]
) -> dict[str, Any]:
    """Ends the publication as open (LI-41).

    Nothing happens where it was overtaken by another event. Raises `NotDueYet`.
    """
    done = listings.change(command.listing_id, context, lambda listing: end(listing, context.at))
    return receipt(done, listing_id=command.listing_id)
