"""What is told of favourites and saved searches: who and which, never what is looked for."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicDraft
from services.listings.domain.personal.favourites import FavouriteAdded, FavouriteRemoved
from services.listings.domain.personal.matches import SavedSearchMatched
from services.listings.domain.personal.search_conditions import (
    SearchConditionDeleted,
    SearchConditionSaved,
)

PersonalEvent = (
    FavouriteAdded
    | FavouriteRemoved
    | SearchConditionSaved
    | SearchConditionDeleted
    | SavedSearchMatched
)


def publish_personal(event: PersonalEvent) -> PublicDraft:
    """The public form of an event about a person; its subject is the person."""
    data = {"person_id": event.person_id}
    match event:
        case FavouriteAdded() | FavouriteRemoved():
            data |= {"listing_id": event.listing_id}
        case SavedSearchMatched():
            data |= {
                "condition_id": event.condition_id,
                "listing_id": event.listing_id,
                "data_number": event.data_number,
            }
        case _:
            data |= {"condition_id": event.condition_id}
    return PublicDraft(type(event).__name__, event.person_id, data)
