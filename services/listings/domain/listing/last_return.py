"""Why a listing was last returned: a fold of its own, for those who tell its organisation."""

from __future__ import annotations

from dataclasses import dataclass

from services.kernel.eventkit.domain import Sealed
from services.listings.domain.listing import events as happened


@dataclass(frozen=True, slots=True)
class LastReturn:
    """The reason of the last return; it stays when the listing is requested again."""

    reason: Sealed | None = None


def evolve_return(state: LastReturn, event: object) -> LastReturn:
    """The fold of the stream of a listing."""
    match event:
        case happened.ListingReturned(reason=reason):
            return LastReturn(reason)
        case happened.ListingAmendmentReturned(reason=reason):
            return LastReturn(reason)
    return state
