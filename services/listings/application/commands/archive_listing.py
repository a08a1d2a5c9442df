"""Publish a public recruitment that is over as a past one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.ownership import require_owner
from services.listings.domain.listing.archiving import archive
from services.listings.domain.listing.state import Listing


@dataclass(frozen=True)
class ArchiveListing:
    """Which listing."""

    listing_id: str
    expected_version: int | None


def archive_listing(
    command: ArchiveListing, context: Context, *, listings: Repository[Listing]
) -> dict[str, Any]:
    """Adds the listing to the past public recruitments (LI-44).

    Raises `NotFound`, `OnlyPublicRecruitmentIsArchived`, `RecruitmentStillRunning` and what says
    that a listing is not public.
    """

    def decide(listing: Listing) -> list[object]:
        require_owner(listing, context)
        return archive(listing, context.at)

    done = listings.change(
        command.listing_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, listing_id=command.listing_id)
