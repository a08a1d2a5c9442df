"""Favourites and inquired listings by person (LI-59 to LI-63)."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.listings.domain.personal.favourites import FavouriteAdded, FavouriteRemoved

favourites = Projection("favourites", version=1)

_EMPTY: Document = {"favourites": {}, "inquired": {}, "left": False}


def _person(recorded: Recorded[Any]) -> str:
    return str(recorded.event.person_id)


def _writer(event: PublicEvent) -> str | None:
    """Who wrote to an organisation from the page of a listing (D-58)."""
    return str(event.data["person_id"]) if event.data["listing_id"] is not None else None


def _leaver(event: PublicEvent) -> str:
    return str(event.data["account_id"])


@favourites.on(FavouriteAdded, key=_person)
def added(document: Document | None, recorded: Recorded[FavouriteAdded]) -> Document:
    known = document or _EMPTY
    listed = {**known["favourites"], recorded.event.listing_id: recorded.at.isoformat()}
    return {**known, "favourites": listed}


@favourites.on(FavouriteRemoved, key=_person)
def removed(document: Document | None, recorded: Recorded[FavouriteRemoved]) -> Document | None:
    if document is None:
        return None
    gone = recorded.event.listing_id
    listed = {one: at for one, at in document["favourites"].items() if one != gone}
    return {**document, "favourites": listed}


@favourites.on_public("messaging", "OrganisationMailSent", key=_writer)
def inquired(document: Document | None, event: PublicEvent) -> Document:
    known = document or _EMPTY
    if known["left"]:
        return known
    listing_id = str(event.data["listing_id"])
    return {**known, "inquired": {listing_id: event.time.isoformat(), **known["inquired"]}}


@favourites.on_public("identity", "UserWithdrawn", key=_leaver)
def left(document: Document | None, event: PublicEvent) -> Document:
    """What messaging tells later of who has left is not kept either."""
    return {**_EMPTY, "left": True}
