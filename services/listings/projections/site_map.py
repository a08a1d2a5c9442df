"""What search engines may know of: the listings that are public for everybody, in blocks.

A block holds a thousand data numbers, so that a map of any size is read in parts, and each listing
with the moment its page last changed. JOCV-only listings are in none of them (LI-48).
"""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.kinds import ListingKind

site_map = Projection("site_map", version=1)

BLOCK = 1000


def block_key(recorded: Recorded[Any]) -> str | None:
    """The block of a listing's data number, as a text of six digits; None outside all maps."""
    about: happened.About = recorded.event.about
    if about.kind is ListingKind.JOCV_JOB:
        return None
    return f"{int(about.data_number[1:]) // BLOCK:06d}"


@site_map.on(
    happened.ListingPublished, happened.ListingReopened, happened.ListingArchived, key=block_key
)
def shown(document: Document | None, recorded: Recorded[Any]) -> Document:
    return _noted(_listings(document), recorded)


@site_map.on(happened.ListingAmended, key=block_key)
def amended(document: Document | None, recorded: Recorded[happened.ListingAmended]) -> Any:
    listings = _listings(document)
    if recorded.event.about.data_number not in listings:
        # One that has ended can be amended too; only when it reopens is there a page again.
        return document
    return _noted(listings, recorded)


@site_map.on(happened.ListingRecruitmentEnded, happened.ListingWithdrawn, key=block_key)
def gone(document: Document | None, recorded: Recorded[Any]) -> Document | None:
    listings = dict(_listings(document))
    listings.pop(recorded.event.about.data_number, None)
    return {"listings": listings} if listings else None


def _listings(document: Document | None) -> dict[str, str]:
    found: dict[str, str] = {} if document is None else document["listings"]
    return found


def _noted(listings: dict[str, str], recorded: Recorded[Any]) -> Document:
    event = recorded.event
    at = recorded.at
    if isinstance(event, happened.ListingPublished):
        at = event.published_at
    return {"listings": {**listings, event.about.data_number: at.isoformat()}}
