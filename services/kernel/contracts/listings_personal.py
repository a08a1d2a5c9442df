"""Payloads of what belongs to a person at the listings service: favourites, saved searches."""

from __future__ import annotations

from services.kernel.contracts.fields import Choice, Id, Part, Payload, Text, Truth
from services.kernel.contracts.listings_reading import SearchListings

SECTIONS = ("jobs", "trainings", "listings")
"""The search pages: jobs and internships, trainings and events, everything."""


class AddFavourite(Payload):
    """Mark a listing as a favourite (LI-59)."""

    listing_id = Id(most=100, required=True)


class RemoveFavourite(Payload):
    """Take a listing out of the favourites (LI-60)."""

    listing_id = Id(most=100, required=True)


class FindFavourites(Payload):
    """The caller's favourites and inquired listings (LI-61 to LI-63)."""


class SearchConditions(SearchListings):
    """What a saved search looks for; `open` stands for what is open on the day it is run."""

    open = Truth(load_default=False)
    section = Choice(SECTIONS, load_default="listings")

    class Meta:
        exclude = ("page", "open_on")


class SaveSearchCondition(Payload):
    """Save a search condition (LI-57); without a name it is told by what it looks for."""

    name = Text(most=60, one_line=True, load_default="")
    conditions = Part(SearchConditions, required=True)


class DeleteSearchCondition(Payload):
    """Delete a saved search condition (LI-57)."""

    condition_id = Id(most=100, required=True)


class FindSavedSearches(Payload):
    """The caller's saved search conditions, newest first."""
