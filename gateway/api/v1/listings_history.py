"""The history of a listing, for its organisation and the secretariat."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.api.v1.listings_ids import named
from gateway.api.v1.listings_schemas import ListingContentSchema, maybe, one_of, text, texts
from gateway.auth.viewer import RECRUITERS, Role
from gateway.backend import backend
from services.kernel.contracts.fields import Payload, Whole
from services.kernel.contracts.listings import STATES

operations = Operations("listings-history", "/listings", "What happened to a listing.")

WHO: list[Role | frozenset[Role]] = [RECRUITERS, Role.SECRETARIAT]
AMENDMENT_STATES = ("none", "draft", "requested", "scheduled")


class DifferenceQuery(Payload):
    """The numbers of two entries of the history, in any order."""

    earlier = Whole(least=1, most=1_000_000, required=True)
    later = Whole(least=1, most=1_000_000, required=True)


class ListingHistoryEntrySchema(Schema):
    """One thing that happened to a listing, and the state after it."""

    number = fields.Integer(required=True, metadata={"description": "Counted from 1."})
    event = text()
    at = text()
    actor_id = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Null for internal users unless the secretariat asks."},
    )
    role = text()
    version = fields.Integer(required=True)
    changed_items = texts()
    state = one_of((*STATES, "discarded"))
    amendment_state = one_of(AMENDMENT_STATES)
    takes_effect_at = maybe()
    note = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The reason of a return; to the secretariat, notes as well."},
    )


class ListingHistorySchema(Schema):
    """What happened to a listing, oldest first."""

    items = fields.List(fields.Nested(ListingHistoryEntrySchema), required=True)
    total = fields.Integer(required=True)


class ListingStateSchema(ListingHistoryEntrySchema):
    """A listing after one thing that happened to it."""

    total = fields.Integer(required=True)
    content = fields.Nested(ListingContentSchema, required=True, allow_none=True)
    amendment = fields.Nested(ListingContentSchema, required=True, allow_none=True)


class ListingChangeSchema(Schema):
    """An item with both of its values, in the form they have in `content`."""

    item = text()
    before = fields.Raw(required=True, allow_none=True)
    after = fields.Raw(required=True, allow_none=True)


class ListingDifferenceSchema(Schema):
    """In which items two states differ."""

    earlier = fields.Nested(ListingHistoryEntrySchema, required=True)
    later = fields.Nested(ListingHistoryEntrySchema, required=True)
    language = maybe()
    changes = fields.List(fields.Nested(ListingChangeSchema), required=True)
    unchanged = texts()


@operations.operation("GET", "/<listing_id>/history", who=WHO, answer=ListingHistorySchema)
def get_listing_history(listing_id: str) -> Any:
    """The history of a listing.

    Every event with its time, who, changed items and the state after it, oldest first.
    """
    return backend.call("listings", "get_listing_history", named(listing_id))


@operations.operation(
    "GET",
    "/<listing_id>/history/<int(min=1, max=1000000):number>",
    who=WHO,
    answer=ListingStateSchema,
)
def get_listing_state(listing_id: str, number: int) -> Any:
    """A listing as it was.

    After the entry of its history with this number: the text of the listing then, and that of the
    amendment in work.
    """
    asked = {**named(listing_id), "number": number}
    return backend.call("listings", "get_listing_state", asked)


@operations.operation(
    "GET",
    "/<listing_id>/history/difference",
    who=WHO,
    query=DifferenceQuery,
    answer=ListingDifferenceSchema,
)
def get_listing_difference(query: dict[str, Any], listing_id: str) -> Any:
    """What differs between two states of a listing.

    The text in work is compared: that of the amendment while there is one, otherwise that of the
    listing.
    """
    return backend.call("listings", "get_listing_difference", {**query, **named(listing_id)})
