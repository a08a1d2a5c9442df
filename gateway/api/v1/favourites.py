"""A person's favourites (LI-59 to LI-63)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.api.v1.listings_ids import named
from gateway.api.v1.listings_schemas import ListingCardSchema, ListingReceiptSchema, maybe
from gateway.auth.viewer import Role
from gateway.backend import backend

operations = Operations("favourites", "/favourites", "The caller's favourite listings.")

_PATH = "/<listing_id>"


class FavouriteSchema(ListingCardSchema):
    """A listing among the favourites; `added_at` is null for one that was only asked about."""

    added_at = maybe()
    inquired_at = maybe()


class FavouritesSchema(Schema):
    """Favourites and inquired listings, newest first."""

    jobs = fields.List(fields.Nested(FavouriteSchema), required=True)
    trainings = fields.List(fields.Nested(FavouriteSchema), required=True)


@operations.operation("GET", "", who=[Role.INDIVIDUAL], answer=FavouritesSchema)
def find_favourites() -> Any:
    """Favourites.

    Jobs, and trainings and seminars, with the listings asked about. What has ended stays.
    """
    return backend.call("listings", "find_favourites")


@operations.operation(
    "PUT",
    _PATH,
    who=[Role.INDIVIDUAL],
    answer=ListingReceiptSchema,
    refuses={
        403: ["job-seeker-inactive"],
        404: ["not-found"],
        409: ["too-many-favourites"],
    },
)
def add_favourite(listing_id: str) -> Any:
    """Add a favourite.

    Adding the same listing again has no effect.
    """
    return backend.call("listings", "add_favourite", named(listing_id))


@operations.operation("DELETE", _PATH, who=[Role.INDIVIDUAL], answer=ListingReceiptSchema)
def remove_favourite(listing_id: str) -> Any:
    """Remove a favourite.

    Removing what is none has no effect.
    """
    return backend.call("listings", "remove_favourite", named(listing_id))
