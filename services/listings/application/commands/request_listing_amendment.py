"""File an amendment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.content_input import content_of
from services.listings.application.ownership import require_owner
from services.listings.application.references import require_references
from services.listings.domain.listing.amendment import request_amendment, require_amendable
from services.listings.domain.listing.drafting import Form
from services.listings.domain.listing.state import Listing


@dataclass(frozen=True)
class RequestListingAmendment:
    """Which listing, and its contents to be (None: as saved); see the payload schema."""

    listing_id: str
    content: Mapping[str, Any] | None
    confirmed: bool
    opened_at: datetime | None
    expected_version: int | None


def request_listing_amendment(
    command: RequestListingAmendment,
    context: Context,
    *,
    listings: Repository[Listing],
    views: Views,
) -> dict[str, Any]:
    """Makes the listing 「修正依頼中」; its public contents stay (LI-29, LI-30).

    Raises `NotConfirmed` and what `draft_listing_amendment` raises.
    """
    form = Form(context.actor.role, terms_agreed=True, opened_at=command.opened_at)

    def decide(listing: Listing) -> list[object]:
        require_owner(listing, context)
        content = None
        if command.content is not None:
            amendable = require_amendable(listing, context.at)
            before = amendable.content
            content = content_of(command.content, before.organisation_name)
            require_references(content, amendable.head.organisation_id, views, before.occupations)
        return request_amendment(
            listing, content, form, confirmed=command.confirmed, now=context.at
        )

    done = listings.change(
        command.listing_id, context, decide, expected_version=command.expected_version
    )
    return receipt(done, listing_id=command.listing_id)
