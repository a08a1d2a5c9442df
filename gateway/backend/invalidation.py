"""Which pages an event changes."""

from __future__ import annotations

from gateway.web.cache import ContentCache
from services.kernel.contracts.public_event import PublicEvent

# Facts that change no page of visitors.
SILENT = frozenset(
    {
        "ListingViewed",
        "FavouriteAdded",
        "FavouriteRemoved",
        "SearchConditionSaved",
        "SearchConditionDeleted",
        "SavedSearchMatched",
    }
)
# Facts that change texts and no listing.
EDITORIAL = ("Content", "Library", "PressRelease", "Jpo")


def tags_of(event: PublicEvent) -> tuple[str, ...]:
    """The tags of the pages that an event changes."""
    if event.type in SILENT:
        return ()
    if event.source == "listings":
        if event.type.startswith(EDITORIAL):
            return ("contents",)
        tags = ["listings"]
        if "listing_id" in event.data:
            tags.append(f"listing:{event.data['listing_id']}")
        if "data_number" in event.data:
            tags.append(f"listing:{event.data['data_number']}")
        return tuple(tags)
    if event.source == "identity" and event.type.startswith("Organisation"):
        return ("organisations", f"organisation:{event.data.get('organisation_id')}")
    return ()


class CacheInvalidation:
    """Drops from the cache what events change; without events nothing is served from it."""

    def __init__(self, cache: ContentCache) -> None:
        self._cache = cache

    def connected(self) -> None:
        """Starts afresh: events may have been missed."""
        self._cache.drop_everything(trusted=True)

    def disconnected(self) -> None:
        """Nothing may be served until events are heard again."""
        self._cache.drop_everything(trusted=False)

    def heard(self, event: PublicEvent) -> None:
        """Drops what the event changes."""
        tags = tags_of(event)
        if tags:
            self._cache.drop(tags, service=event.source, position=event.position)
