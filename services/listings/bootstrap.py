"""The listings service put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from types import ModuleType
from typing import Any

from pymongo.database import Database

from services.kernel.contracts import listings as listings_writing
from services.kernel.contracts import (
    listings_import,
    listings_occupations,
    listings_personal,
    listings_reading,
)
from services.kernel.eventkit.application.application import ANYONE, Application
from services.kernel.eventkit.application.parts import Parts
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.application.service import Service
from services.kernel.eventkit.domain import Role
from services.kernel.eventkit.native_work import run_native
from services.listings.adapters.event_codec import make_codec
from services.listings.adapters.patient_search import PatientSearch
from services.listings.adapters.search.follower import ProjectionSource
from services.listings.adapters.search.opening import open_language
from services.listings.adapters.search.replica import SearchReplica
from services.listings.adapters.search.saved_searches import SavedSearches
from services.listings.application.commands import (
    approve_listing,
    approve_listings,
    archive_listing,
    cancel_listing_request,
    complete_withdrawal,
    correct_listing_request,
    discard_listing_draft,
    draft_listing,
    draft_listing_amendment,
    end_recruitment,
    publish_listing,
    record_views,
    reflect_amendment,
    request_listing_amendment,
    request_listing_registration,
    request_listing_withdrawal,
    return_listing,
    update_listing_draft,
    withdraw_listing,
)
from services.listings.application.ownership import JICA, POSTING
from services.listings.application.ports import ListingSearch, SavedSearchMatching
from services.listings.application.published_language import publish
from services.listings.application.queries import (
    check_listing,
    find_access_counts,
    find_listing_days,
    find_listing_drafts,
    find_listing_requests,
    find_own_listings,
    find_pending_listings,
    find_public_listings,
    find_site_map,
    find_withdrawals_due,
    get_listing,
    get_listing_difference,
    get_listing_for_mail,
    get_listing_history,
    get_listing_state,
    get_listings,
    search_listings,
    suggest_keywords,
)
from services.listings.application.reactions.on_listing_published import on_listing_published
from services.listings.application.reactions.on_organisation_gone import on_organisation_gone
from services.listings.bootstrap_editorial import EDITORIAL_PROJECTIONS, offer_editorial
from services.listings.bootstrap_importing import IMPORTING_PROJECTIONS, offer_importing
from services.listings.bootstrap_jpo import JPO_PROJECTIONS, offer_jpo
from services.listings.bootstrap_occupations import OCCUPATION_PROJECTIONS, offer_occupations
from services.listings.bootstrap_personal import PERSONAL_PROJECTIONS, offer_personal
from services.listings.domain.access.views import ViewBatch, evolve_batch
from services.listings.domain.listing.evolve import evolve
from services.listings.domain.listing.labels import LabelRule
from services.listings.domain.listing.last_return import LastReturn, evolve_return
from services.listings.domain.listing.state import Listing, NoListing
from services.listings.projections.access_counts import access_counts
from services.listings.projections.due import due
from services.listings.projections.listing_history import listing_history
from services.listings.projections.listings import listings as listings_view
from services.listings.projections.organisations import organisations
from services.listings.projections.search_documents import search_documents
from services.listings.projections.site_map import site_map
from services.listings.settings import Settings

PROJECTIONS = (
    listings_view,
    listing_history,
    search_documents,
    site_map,
    due,
    organisations,
    access_counts,
    *PERSONAL_PROJECTIONS,
    *EDITORIAL_PROJECTIONS,
    *JPO_PROJECTIONS,
    *IMPORTING_PROJECTIONS,
    *OCCUPATION_PROJECTIONS,
)
_CONTRACTS = (
    listings_writing,
    listings_reading,
    listings_import,
    listings_personal,
    listings_occupations,
)
_SECRETARIAT = {Role.SECRETARIAT}
_INTERNAL: set[Role] = set()


def build(
    settings: Settings,
    parts: Parts,
    *,
    search: ListingSearch | None = None,
    searches: SavedSearchMatching | None = None,
) -> Service:
    """The service on these parts.

    Without `search` it offers neither `search_listings` nor `suggest_keywords`, without
    `searches` it tells nobody of listings that meet a saved condition.
    """
    codec = make_codec()
    application = Application("listings", parts.clock, parts.ids)
    no_listing: Listing = NoListing()
    listings = Repository(parts.store, codec, "listing", no_listing, evolve, parts.pause)
    returns = Repository(parts.store, codec, "listing", LastReturn(), evolve_return, parts.pause)
    batches = Repository(parts.store, codec, "views", ViewBatch(), evolve_batch, parts.pause)
    rule = LabelRule(settings.new_days, settings.closing_days)
    _offer_posting(application, parts, listings)
    _offer_checking(application, parts, listings)
    _offer_reading(application, parts, rule)
    editorial = offer_editorial(application, parts, codec)
    offer_jpo(application, parts, codec)
    offer_occupations(_offer, application, parts, codec)
    command, query = application.command, application.query
    for module in (publish_listing, end_recruitment, reflect_amendment, complete_withdrawal):
        _offer(command, module, _INTERNAL, listings=listings)
    _offer(command, record_views, _INTERNAL, batches=batches, listings=listings, views=parts.views)
    offer_importing(_offer, application, parts, codec, listings)
    _offer(
        query,
        get_listing_for_mail,
        _INTERNAL,
        returns=returns,
        personal_data=parts.personal_data,
    )
    if search is not None:
        _offer(query, search_listings, ANYONE, views=parts.views, search=search, rule=rule)
        _offer(query, suggest_keywords, ANYONE, search=search)
    personal = offer_personal(_offer, application, parts, codec, rule, searches)
    return Service(
        name="listings",
        application=application,
        codec=codec,
        projections=PROJECTIONS,
        reactions=(
            on_organisation_gone(listings, parts.views, parts.store),
            on_listing_published(listings, parts.views),
            editorial,
            *personal,
        ),
        publish=publish,
    )


def assemble(parts: Parts, database: Database[Any], environ: Mapping[str, str]) -> Service:
    """The service on real parts; each process that answers queries keeps an index of its own."""
    settings = Settings.from_env(environ)
    source = ProjectionSource(parts.store, parts.views, search_documents.name)
    directory = settings.data_dir / "search"
    replica = SearchReplica(directory, source, pause=parts.pause, run_native=run_native)
    search = PatientSearch(replica, parts.pause)
    cache = directory / "dictionary"
    searches = SavedSearches(parts.views, parts.personal_data, lambda: open_language(cache))
    service = build(settings, parts, search=search, searches=searches)
    return replace(service, start_replica=replica.start)


def _offer(
    register: Callable[..., None], use_case: ModuleType, allow: Iterable[Role], **needs: Any
) -> None:
    """Registers the use case of a module, in which file, class, function and schema agree."""
    name = use_case.__name__.rpartition(".")[2]
    kind = "".join(word.capitalize() for word in name.split("_"))
    handler = partial(getattr(use_case, name), **needs)
    schema = next(getattr(part, kind) for part in _CONTRACTS if hasattr(part, kind))
    register(getattr(use_case, kind), schema, handler, allow=allow)


def _offer_posting(application: Application, parts: Parts, listings: Repository[Listing]) -> None:
    for module in (draft_listing, request_listing_registration):
        _offer(
            application.command,
            module,
            POSTING,
            listings=listings,
            numbers=parts.numbers,
            views=parts.views,
        )
    for module in (update_listing_draft, draft_listing_amendment, request_listing_amendment):
        _offer(application.command, module, POSTING, listings=listings, views=parts.views)
    for module in (discard_listing_draft, request_listing_withdrawal):
        _offer(application.command, module, POSTING, listings=listings)


def _offer_checking(application: Application, parts: Parts, listings: Repository[Listing]) -> None:
    command = application.command
    for module, allowed in (
        (approve_listing, _SECRETARIAT | JICA),
        (approve_listings, _SECRETARIAT),
    ):
        _offer(command, module, allowed, listings=listings, holidays=parts.holidays)
    _offer(command, archive_listing, _SECRETARIAT | JICA, listings=listings)
    sealing = parts.personal_data
    for module in (return_listing, cancel_listing_request, withdraw_listing):
        _offer(command, module, _SECRETARIAT, listings=listings, personal_data=sealing)
    _offer(
        command,
        correct_listing_request,
        _SECRETARIAT,
        listings=listings,
        personal_data=sealing,
        views=parts.views,
    )


def _offer_reading(application: Application, parts: Parts, rule: LabelRule) -> None:
    query, views = application.query, parts.views
    personal_data = parts.personal_data
    _offer(query, get_listing, ANYONE, views=views, personal_data=personal_data, rule=rule)
    for module in (get_listings, find_public_listings, find_listing_days):
        _offer(query, module, ANYONE, views=views, rule=rule)
    _offer(query, find_site_map, ANYONE, views=views)
    for module in (find_own_listings, find_listing_drafts, find_pending_listings):
        _offer(query, module, POSTING, views=views, rule=rule)
    for module in (find_listing_requests, find_withdrawals_due):
        _offer(query, module, _SECRETARIAT, views=views, rule=rule)
    for module in (get_listing_history, get_listing_state, get_listing_difference):
        _offer(query, module, POSTING, views=views, personal_data=personal_data)
    for module in (find_access_counts, check_listing):
        _offer(query, module, POSTING, views=views)
