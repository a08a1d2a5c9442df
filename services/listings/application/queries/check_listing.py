"""Would these contents be accepted?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.content_input import content_of
from services.listings.application.following import require_known
from services.listings.application.occupations import require_classified
from services.listings.application.ownership import recruiter_of
from services.listings.domain.listing.content import mandatory_items, require_complete
from services.listings.domain.listing.drafting import require_postable, require_running
from services.listings.projections.content_document import content_document


@dataclass(frozen=True)
class CheckListing:
    """The contents of a form; `amends` when they are to replace those of a listing."""

    content: Mapping[str, Any]
    organisation_id: str | None
    amends: bool


def check_listing(query: CheckListing, context: Context, *, views: Views) -> dict[str, Any]:
    """The contents as they would be stored, for the confirmation page (LI-17).

    Raises what requesting would raise: `InvalidInput`, `KindNotPostable`,
    `RecruitmentAlreadyOver`, `PreAnnouncementUnknown`, `OrganisationNotRegistered`.
    """
    recruiter = recruiter_of(context, query.organisation_id, views)
    content = content_of(query.content, recruiter.name)
    require_postable(content, context.actor.role)
    require_complete(content)
    require_known(content, recruiter.id, views)
    require_classified(content, views)
    if not query.amends:
        require_running(content, context.at)
    return {
        "content": content_document(content),
        "mandatory": [f"content.{name}" for name in mandatory_items(content.kind)],
    }
