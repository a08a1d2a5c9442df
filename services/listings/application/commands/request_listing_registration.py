"""File the registration request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Numbers, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import FieldProblem, InvalidInput
from services.listings.application.content_input import content_of
from services.listings.application.numbering import new_heads
from services.listings.application.ownership import (
    Recruiter,
    recruiter_of,
    require_owner,
    require_posting,
)
from services.listings.application.references import require_references
from services.listings.domain.listing.content import ListingContent
from services.listings.domain.listing.drafting import Form, request_registration
from services.listings.domain.listing.state import Listing, NoListing


@dataclass(frozen=True)
class RequestListingRegistration:
    """Which draft, or the contents of a form that was never saved; see the payload schema."""

    listing_id: str | None
    content: Mapping[str, Any] | None
    confirmed: bool
    terms_agreed: bool
    opened_at: datetime | None
    organisation_id: str | None
    expected_version: int | None


def request_listing_registration(
    command: RequestListingRegistration,
    context: Context,
    *,
    listings: Repository[Listing],
    numbers: Numbers,
    views: Views,
) -> dict[str, Any]:
    """Makes the listing 「登録依頼中」 (LI-17).

    Raises `NotConfirmed`, `TermsNotAgreed`, `InputExpired`, `KindNotPostable`, `RequestPending`,
    `NotADraft`, `RecruitmentAlreadyOver`, `OrganisationNotRegistered`, `RegistrationHasLapsed`,
    `PreAnnouncementUnknown`, `NotFound` and `InvalidInput`.
    """
    if command.listing_id is None and command.content is None:
        raise InvalidInput(fields={"content": (FieldProblem("required"),)})
    form = Form(context.actor.role, command.terms_agreed, command.opened_at)
    recruiter = Recruiter("", "", "")
    if command.listing_id is None:
        recruiter = recruiter_of(context, command.organisation_id, views)
    listing_id = command.listing_id or context.id_for("listing")
    head_of = new_heads(listing_id, recruiter, numbers)

    def content_for(listing: Listing) -> ListingContent | None:
        if command.content is None:
            return None
        name = recruiter.name
        if not isinstance(listing, NoListing):
            name = listing.content.organisation_name
        return content_of(command.content, name)

    def decide(listing: Listing) -> list[object]:
        if command.listing_id is not None:
            require_owner(listing, context)
            if not isinstance(listing, NoListing):
                require_posting(listing.head.organisation_id, views)
        head, content = head_of(listing), content_for(listing)
        saved = None if isinstance(listing, NoListing) else listing.content
        if requested := content or saved:
            kept = saved.occupations if saved else ()
            require_references(requested, head.organisation_id, views, kept)
        return request_registration(
            listing,
            head,
            content,
            form,
            confirmed=command.confirmed,
            now=context.at,
        )

    done = listings.change(listing_id, context, decide, expected_version=command.expected_version)
    number = "" if isinstance(done.state, NoListing) else done.state.head.data_number
    return receipt(done, listing_id=listing_id, data_number=number)
