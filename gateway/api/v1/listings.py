"""Listings as everybody sees them: search and detail (LI-49 to LI-55, LI-64)."""

from __future__ import annotations

from typing import Any

from flask import request

from gateway.api.blueprint import Operations
from gateway.api.v1.listings_ids import named
from gateway.api.v1.listings_schemas import (
    ListingSchema,
    ListingsFoundSchema,
)
from gateway.auth.allow import ANYONE
from gateway.backend import backend
from gateway.backend.views import count_view
from services.kernel.contracts.fields import Whole
from services.kernel.contracts.listings_reading import SearchListings

operations = Operations("listings", "/listings", "Jobs, internships, trainings and seminars.")

DATA_NUMBER_LENGTH = 10


class ListingSearchQuery(SearchListings):
    """Keyword and conditions: values of one condition are joined by OR, conditions by AND."""

    page = Whole(least=1, most=50, load_default=1)


@operations.operation(
    "GET",
    "",
    who=[ANYONE],
    query=ListingSearchQuery,
    answer=ListingsFoundSchema,
    tags=("listings",),
)
def search_listings(query: dict[str, Any]) -> Any:
    """Search the public listings.

    Twenty entries a page, newest update first, at most the first 1,000; `total` is the true
    total. `facets` counts what each further condition would leave.
    """
    return backend.call("listings", "search_listings", query)


@operations.operation(
    "GET", "/<listing>", who=[ANYONE], answer=ListingSchema, tags=("listing:{listing}",)
)
def get_listing(listing: str) -> Any:
    """One listing.

    By data number or id. What is not public exists for its organisation and the secretariat
    only; they also see what is pending. Each opening of a public listing is counted.
    """
    asked = named(listing)
    if len(listing) == DATA_NUMBER_LENGTH and listing.startswith("D"):
        asked = {"data_number": listing}
    found = backend.call("listings", "get_listing", asked)
    if found["public"] and request.method == "GET":
        count_view(found["listing_id"], found["organisation_id"])
    return found
