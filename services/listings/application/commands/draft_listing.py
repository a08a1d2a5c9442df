"""Begin a listing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Numbers, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.content_input import content_of
from services.listings.application.numbering import new_heads
from services.listings.application.ownership import recruiter_of
from services.listings.application.references import require_references
from services.listings.domain.listing.drafting import Form, draft
from services.listings.domain.listing.state import Listing, NoListing


@dataclass(frozen=True)
class DraftListing:
    """The first temporary save; see the payload schema."""

    content: Mapping[str, Any]
    terms_agreed: bool
    opened_at: datetime | None
    organisation_id: str | None


def draft_listing(
    command: DraftListing,
    context: Context,
    *,
    listings: Repository[Listing],
    numbers: Numbers,
    views: Views,
) -> dict[str, Any]:
    """Stores a new draft (LI-11, LI-13).

    Raises `TermsNotAgreed`, `InputExpired`, `KindNotPostable`, `OrganisationNotRegistered`,
    `PreAnnouncementUnknown` and `InvalidInput` for items that are missing or wrong.
    """
    recruiter = recruiter_of(context, command.organisation_id, views)
    content = content_of(command.content, recruiter.name)
    require_references(content, recruiter.id, views)
    form = Form(context.actor.role, command.terms_agreed, command.opened_at)
    listing_id = context.id_for("listing")
    head_of = new_heads(listing_id, recruiter, numbers)
    done = listings.change(
        listing_id,
        context,
        lambda listing: draft(listing, head_of(listing), content, form, context.at),
    )
    number = "" if isinstance(done.state, NoListing) else done.state.head.data_number
    return receipt(done, listing_id=listing_id, data_number=number)
