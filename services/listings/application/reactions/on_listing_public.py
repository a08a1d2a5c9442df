"""A listing was published or amended: the saved conditions that it meets are told (LI-57)."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document, NeighbourAway, Views
from services.kernel.eventkit.application.reaction import Reaction, Trigger
from services.kernel.eventkit.application.repository import Repository
from services.listings.application.ports import SavedSearchMatching
from services.listings.domain.listing.events import ListingAmended, ListingPublished
from services.listings.domain.personal.matches import Matches, SavedSearchMatched, meet


def on_listing_public(
    matches: Repository[Matches], views: Views, searches: SavedSearchMatching
) -> Reaction:
    """Compares with what was saved up to the moment of publication.

    A condition saved later than that is met by the next publication or amendment.
    """

    def handle(recorded: Recorded[Any], trigger: Trigger) -> None:
        if not searches.follow(recorded.position):
            raise NeighbourAway("the projections are behind the log")
        listing_id = str(recorded.event.about.listing_id)
        document = views.get("search_documents", listing_id)
        if document is None or not document["visible"]:
            return
        found = _found(document, views, searches)
        for number in count():
            context = trigger.context("match_saved_searches", str(number))
            done = matches.change(listing_id, context, partial(meet, found=found))
            if all(match.condition_id in done.state.condition_ids for match in found):
                return

    return Reaction("match-saved-searches", "listings", (ListingPublished, ListingAmended), handle)


def _found(
    document: Document, views: Views, searches: SavedSearchMatching
) -> list[SavedSearchMatched]:
    found = searches.matching(document)
    if document["jocv_only"]:
        may_know = views.get_many("jocv_viewers", sorted({one.person_id for one in found}))
        found = [one for one in found if one.person_id in may_know]
    return [
        SavedSearchMatched(
            one.condition_id, one.person_id, str(document["_id"]), str(document["data_number"])
        )
        for one in found
    ]
