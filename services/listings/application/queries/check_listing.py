"""Would these contents be accepted?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain import NotFound
from services.listings.application.content_input import content_of
from services.listings.application.ownership import recruiter_of, require_posting
from services.listings.application.presenting import manages
from services.listings.application.references import require_references
from services.listings.domain.listing.content import mandatory_items, require_complete
from services.listings.domain.listing.drafting import require_postable, require_running
from services.listings.projections.content_document import content_document


@dataclass(frozen=True)
class CheckListing:
    """The contents of a form, and the listing they are of; `amends` when they replace its own."""

    content: Mapping[str, Any]
    listing_id: str | None
    organisation_id: str | None
    amends: bool


def check_listing(query: CheckListing, context: Context, *, views: Views) -> dict[str, Any]:
    """The contents as they would be stored, for the confirmation page (LI-17).

    Raises what requesting would raise: `NotFound`, `InvalidInput`, `KindNotPostable`,
    `RecruitmentAlreadyOver`, `PreAnnouncementUnknown`, and for what is new
    `OrganisationNotRegistered`, `RegistrationHasLapsed`.
    """
    organisation_id, name, kept = _known(query, context, views)
    content = content_of(query.content, name)
    require_postable(content, context.actor.role)
    require_complete(content)
    require_references(content, organisation_id, views, kept)
    if not query.amends:
        require_running(content, context.at)
    return {
        "content": content_document(content),
        "mandatory": [f"content.{name}" for name in mandatory_items(content.kind)],
    }


def _known(query: CheckListing, context: Context, views: Views) -> tuple[str, str, Sequence[str]]:
    """Whose the listing is, its recruiting body unless another is named, its occupations."""
    if query.listing_id is None:
        recruiter = recruiter_of(context, query.organisation_id, views)
        return recruiter.id, recruiter.name, ()
    document = views.get("listings", query.listing_id)
    if document is None or not manages(document, context.actor):
        raise NotFound
    organisation_id, content = document["organisation_id"], document["content"]
    if not query.amends:
        require_posting(organisation_id, views)
    return organisation_id, content["organisation_name"], content["occupations"]
