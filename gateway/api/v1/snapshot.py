"""The public listings as they stand, for internal systems that begin to follow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer
from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.backend import backend
from gateway.backend.change_feed import cursor_text
from gateway.backend.services import SERVICES
from services.kernel.contracts.events.listings import PublicListingData
from services.kernel.contracts.fields import Payload, Text, Whole
from services.kernel.contracts.rpc import DeadlinePassed, Refused

operations = Operations("snapshot", "/snapshot", "What is public now, and the cursor it stands at.")

SCOPE = "events:read"
# As `after` of a feed: no events, only where the feed ends.
END_OF_FEED = 2**62


class SnapshotQuery(Payload):
    """Which part of the snapshot."""

    after = Text(
        most=500,
        load_default="",
        metadata={"description": "`next` of the part before; empty for a new snapshot."},
    )
    limit = Whole(least=1, most=500, load_default=200)


class SnapshotListing(PublicListingData):
    """A public listing in the form of `ListingPublished`, with its page."""

    url = fields.String(required=True)


class SnapshotSchema(Schema):
    """A part of a snapshot."""

    cursor = fields.String(
        required=True,
        metadata={"description": "Follow the change feed from here once all parts are read."},
    )
    listings = fields.List(fields.Nested(SnapshotListing), required=True)
    next = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "`after` of the next part; null in the last one."},
    )


@operations.operation("GET", "", scope=SCOPE, query=SnapshotQuery, answer=SnapshotSchema)
def read_snapshot(query: dict[str, Any]) -> dict[str, Any]:
    """The public listings.

    Each as its last `ListingPublished` or `ListingAmended` left it, in the order of their numbers,
    without those for former volunteers only. Everything up to `cursor` is in it, and perhaps some
    of what came later: apply the events after `cursor` over it, and it is complete.
    """
    cursor, number = _place(query["after"]) if query["after"] else (_end_of_all_feeds(), "")
    # The list must not be older than the cursor says.
    backend.positions.heard["listings"] = max(
        backend.positions.after("listings"), cursor["listings"]
    )
    found = backend.call(
        "listings",
        "find_public_listings",
        {"after_data_number": number, "limit": query["limit"]},
        within=8.0,
    )
    if not found["current"]:
        raise DeadlinePassed("listings", "find_public_listings")
    following = found["next"]
    return {
        "cursor": cursor_text(cursor),
        "listings": [_listing(one) for one in found["items"] if not one["jocv_only"]],
        "next": None if following is None else _signer().dumps([cursor, following]),
    }


def _end_of_all_feeds() -> dict[str, int]:
    """Where the feeds end, before the list is read: what comes in between is told by an event."""
    asked = {name: (name, "read_feed", {"after": END_OF_FEED, "limit": 1}) for name in SERVICES}
    found = backend.gather(asked, needed=set(SERVICES))
    return {name: int(feed["next"]) for name, feed in found.items()}


def _listing(one: Mapping[str, Any]) -> dict[str, Any]:
    content = one["content"]
    period = content["recruitment"] or {"start_on": None, "end_on": None}
    made = {name: one.get(name, content.get(name)) for name in PublicListingData().fields}
    made["recruitment_start_on"] = period["start_on"]
    made["recruitment_end_on"] = period["end_on"]
    url = f"{current_app.extensions['settings'].public_url}/listings/{one['data_number']}"
    return {**made, "url": url}


def _place(text: str) -> tuple[dict[str, int], str]:
    try:
        cursor, number = _signer().loads(text)
        return {name: int(cursor[name]) for name in SERVICES}, str(number)
    except (BadData, KeyError, TypeError, ValueError):
        problem = {"code": "invalid", "params": {}}
        raise Refused(
            {"code": "invalid-input", "kind": "invalid", "fields": {"after": [problem]}}
        ) from None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.extensions["settings"].secret, salt="snapshot")
