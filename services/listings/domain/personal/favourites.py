"""The listings a person has marked as favourites (LI-59, LI-60, D-57)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from services.kernel.eventkit.domain import Kind, NotFound, Refusal

FAVOURITES_AT_MOST = 200
"""So many listings one person keeps in mind; all of them fit into one commit and one page."""


@dataclass(frozen=True, slots=True)
class FavouriteAdded:
    """A person marked a listing as a favourite."""

    person_id: str
    listing_id: str


@dataclass(frozen=True, slots=True)
class FavouriteRemoved:
    """A person took a listing out of the favourites."""

    person_id: str
    listing_id: str


@dataclass(frozen=True, slots=True)
class FavouritesClosed:
    """The person has left: nothing is marked on their behalf any more (D-27)."""

    person_id: str


@dataclass(frozen=True, slots=True)
class Favourites:
    """The favourites of one person, in the order in which they were added."""

    listing_ids: tuple[str, ...] = ()
    closed: bool = False


class TooManyFavourites(Refusal):
    """A person has so many favourites that others have to go first."""

    code: ClassVar[str] = "too-many-favourites"
    kind: ClassVar[Kind] = Kind.CONFLICT

    def __init__(self) -> None:
        super().__init__(most=FAVOURITES_AT_MOST)


FavouriteEvent = FavouriteAdded | FavouriteRemoved | FavouritesClosed


def evolve_favourites(favourites: Favourites, event: FavouriteEvent) -> Favourites:
    """The favourites after an event."""
    if isinstance(event, FavouritesClosed):
        return replace(favourites, closed=True)
    others = tuple(known for known in favourites.listing_ids if known != event.listing_id)
    if isinstance(event, FavouriteAdded):
        others += (event.listing_id,)
    return replace(favourites, listing_ids=others)


def add(favourites: Favourites, person_id: str, listing_id: str) -> list[FavouriteEvent]:
    """Adds a listing; again has no effect (LI-60).

    Raises `TooManyFavourites`, and `NotFound` for who has left: a session may live a moment longer.
    """
    if favourites.closed:
        raise NotFound
    if listing_id in favourites.listing_ids:
        return []
    if len(favourites.listing_ids) >= FAVOURITES_AT_MOST:
        raise TooManyFavourites
    return [FavouriteAdded(person_id, listing_id)]


def remove(favourites: Favourites, person_id: str, listing_id: str) -> list[FavouriteEvent]:
    """Removes a listing, at any time (D-57); one that is not there changes nothing."""
    if listing_id not in favourites.listing_ids:
        return []
    return [FavouriteRemoved(person_id, listing_id)]


def forget(favourites: Favourites, person_id: str) -> list[FavouriteEvent]:
    """Removes all favourites of a person who has left, and lets no more be added (D-27)."""
    if favourites.closed:
        return []
    removed = [FavouriteRemoved(person_id, listing_id) for listing_id in favourites.listing_ids]
    return [*removed, FavouritesClosed(person_id)]
