"""What the contents of a listing name must be there."""

from __future__ import annotations

from collections.abc import Collection

from services.kernel.eventkit.application.ports import Views
from services.listings.application.following import require_known
from services.listings.application.occupations import require_classified
from services.listings.domain.listing.content import ListingContent


def require_references(
    content: ListingContent, organisation_id: str, views: Views, kept: Collection[str] = ()
) -> None:
    """Wherever contents come in: the pre-announcement they follow, and their occupations.

    Occupations that the listing has already (`kept`) it keeps. Raises `PreAnnouncementUnknown`,
    `InvalidInput`.
    """
    require_known(content, organisation_id, views)
    require_classified(content, views, kept)
