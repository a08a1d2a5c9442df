"""Apply a mailed correction to a pending request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound
from services.listings.application.content_input import content_of
from services.listings.application.ownership import require_owner
from services.listings.application.references import require_references
from services.listings.domain.listing.checking import correct
from services.listings.domain.listing.drafting import require_postable
from services.listings.domain.listing.state import Listing, NoListing


@dataclass(frozen=True)
class CorrectListingRequest:
    """Which listing, its corrected contents, and what the mail said."""

    listing_id: str
    content: Mapping[str, Any]
    note: str
    expected_version: int | None


def correct_listing_request(
    command: CorrectListingRequest,
    context: Context,
    *,
    listings: Repository[Listing],
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """Replaces the requested contents (LI-35).

    Raises `NotFound`, `NoRequestPending`, `AwaitsReflection`, `KindCannotChange`,
    `KindNotPostable`, `PreAnnouncementUnknown`, `InvalidInput`.
    """
    note = personal_data.seal(command.listing_id, {"text": command.note})

    def decide(listing: Listing) -> list[object]:
        require_owner(listing, context)
        if isinstance(listing, NoListing):
            raise NotFound
        before = listing.content
        content = content_of(command.content, before.organisation_name)
        require_postable(content, context.actor.role)
        require_references(content, listing.head.organisation_id, views, before.occupations)
        return correct(listing, content, note)

    done = listings.change(
        command.listing_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, listing_id=command.listing_id)
