"""Listings as everybody sees them: search and detail (LI-49 to LI-55, LI-64)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.api.v1.listings_ids import named
from gateway.api.v1.listings_schemas import (
    ListingSchema,
    ListingsFoundSchema,
)
from gateway.auth.allow import ANYONE
from gateway.backend import backend
from gateway.backend.views import count_view
from services.kernel.contracts.fields import Text, Whole
from services.kernel.contracts.listings_reading import SearchListings, SuggestKeywords

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
    total. `facets` counts what each further condition would leave; of fields and occupations the
    highest level, and what lies below one that is chosen.
    """
    return backend.call("listings", "search_listings", query)


class SuggestionQuery(SuggestKeywords):
    """What was typed so far, and the kinds that are looked for."""

    class Meta:
        exclude = ("typed",)

    q = Text(
        most=200,
        exact=True,
        one_line=True,
        load_default="",
        metadata={"description": "The beginning of a keyword; its last word is completed"},
    )


class SuggestionsSchema(Schema):
    """Keywords, those of most listings first."""

    suggestions = fields.List(fields.String(), required=True)


@operations.operation(
    "GET",
    "/suggestions",
    who=[ANYONE],
    query=SuggestionQuery,
    answer=SuggestionsSchema,
    tags=("listings",),
)
def suggest_keywords(query: dict[str, Any]) -> Any:
    """Complete a keyword.

    At most ten keywords that begin with what was typed: words of titles, and names of
    organisations, fields, occupations and places. Both kana and full and half width are one.
    Each finds at least one listing of the kinds asked for that the caller may see. Nothing is
    suggested after a space or within quotation marks.
    """
    asked = {"typed": query["q"], "kinds": query["kinds"]}
    return backend.call("listings", "suggest_keywords", asked)


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
    if found["public"]:
        count_view(found["listing_id"], found["organisation_id"])
    return found
