"""The pre-announcement that a public recruitment replaces (LI-45)."""

from __future__ import annotations

from services.kernel.eventkit.application.ports import Document, Views
from services.listings.domain.listing.content import ListingContent
from services.listings.domain.listing.kinds import ListingKind
from services.listings.domain.listing.refusals import PreAnnouncementUnknown


def pre_announcement(data_number: str, views: Views) -> Document | None:
    """The pre-announcement with this data number."""
    found = views.find("listings", {"data_number": data_number}, limit=1)
    if not found or found[0]["kind"] != ListingKind.PRE_ANNOUNCEMENT.value:
        return None
    return found[0]


def require_known(content: ListingContent, organisation_id: str, views: Views) -> None:
    """Refuses to follow what is and was no published pre-announcement of the same organisation.

    Raises `PreAnnouncementUnknown`.
    """
    if content.follows is None:
        return
    found = pre_announcement(content.follows, views)
    if (
        found is None
        or found["published_at"] is None
        or found["organisation_id"] != organisation_id
    ):
        raise PreAnnouncementUnknown
