"""The part of `bootstrap` about what belongs to persons: favourites and saved searches."""

from __future__ import annotations

from collections.abc import Callable

from services import listings
from services.kernel import eventkit
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.codec import EventCodec
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.reaction import Reaction
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.application.snapshot import Snapshots
from services.kernel.eventkit.code_digest import code_digest
from services.kernel.eventkit.domain import Role
from services.listings.application.commands import (
    add_favourite,
    delete_search_condition,
    remove_favourite,
    save_search_condition,
)
from services.listings.application.ports import SavedSearchMatching
from services.listings.application.queries import (
    find_favourites,
    find_saved_searches,
    get_held_data,
)
from services.listings.application.reactions.on_listing_public import on_listing_public
from services.listings.application.reactions.on_user_withdrawn import on_user_withdrawn
from services.listings.domain.listing.labels import LabelRule
from services.listings.domain.personal.favourites import Favourites, evolve_favourites
from services.listings.domain.personal.matches import Matches, evolve_matches
from services.listings.domain.personal.search_conditions import SavedConditions, evolve_conditions
from services.listings.projections.favourites import favourites as favourites_view
from services.listings.projections.jocv_viewers import jocv_viewers
from services.listings.projections.saved_searches import saved_searches

PERSONAL_PROJECTIONS = (favourites_view, saved_searches, jocv_viewers)
_PERSONS = {Role.INDIVIDUAL}


def offer_personal(
    offer: Callable[..., None],
    application: Application,
    parts: Parts,
    codec: EventCodec,
    rule: LabelRule,
    searches: SavedSearchMatching | None,
) -> tuple[Reaction, ...]:
    """Registers the use cases with `offer`; returns the reactions.

    Without `searches` nobody is told of listings that meet a saved condition.
    """
    store, pause, views = parts.store, parts.pause, parts.views
    code = code_digest(listings, eventkit)
    toggled = Snapshots(parts.snapshots, codec, Favourites, code)
    favourites = Repository(
        store, codec, "favourites", Favourites(), evolve_favourites, pause, toggled
    )
    conditions = Repository(store, codec, "searches", SavedConditions(), evolve_conditions, pause)
    matches = Repository(store, codec, "matches", Matches(), evolve_matches, pause)
    command, query, sealing = application.command, application.query, parts.personal_data
    offer(command, add_favourite, _PERSONS, favourites=favourites, views=views)
    offer(command, remove_favourite, _PERSONS, favourites=favourites)
    offer(command, save_search_condition, _PERSONS, conditions=conditions, personal_data=sealing)
    offer(command, delete_search_condition, _PERSONS, conditions=conditions)
    offer(query, find_favourites, _PERSONS, views=views, rule=rule)
    for module in (find_saved_searches, get_held_data):
        offer(query, module, _PERSONS, views=views, personal_data=sealing)
    leaving = on_user_withdrawn(favourites, conditions, sealing)
    if searches is None:
        return (leaving,)
    return leaving, on_listing_public(matches, views, searches)
