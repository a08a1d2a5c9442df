"""What organisations do with their new listings (LI-11 to LI-20, LI-33, LI-65)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.api.v1.listings_ids import named
from gateway.api.v1.listings_schemas import (
    ListingAccessCountsSchema,
    ListingContentSchema,
    ListingNumberReceiptSchema,
    ListingOrderQuery,
    ListingPageQuery,
    ListingReceiptSchema,
    ListingsPageSchema,
    ListingVersionQuery,
)
from gateway.auth.viewer import RECRUITERS, Role
from gateway.backend import backend
from services.kernel.contracts.listings import (
    CheckListing,
    DraftListing,
    RequestListingRegistration,
    UpdateListingDraft,
)
from services.kernel.contracts.listings_reading import FindOwnListings

operations = Operations("own-listings", "/own-listings", "Posting and managing own listings.")

POSTING = (RECRUITERS, Role.SECRETARIAT)
# Of another organisation than one's own there is nothing to be seen (only the secretariat may).
_OF_OTHERS = {404: ["not-found"]}
_OF_NOBODY = "department-without-organisation"
_OF_OWN = {**_OF_OTHERS, 409: [_OF_NOBODY]}
_BEGUN = {
    **_OF_OTHERS,
    409: ["organisation-not-registered", _OF_NOBODY, "input-expired"],
    422: ["terms-not-agreed"],
}
CLOSED = ["listing-is-closed", "listing-request-pending", "listing-awaits-reflection"]


class ListingDraftBody(UpdateListingDraft):
    """The contents of a draft; the version it was opened with."""

    class Meta:
        exclude = ("listing_id",)


class ListingRegistrationBody(RequestListingRegistration):
    """`confirmed` is the caller's word that the contents were shown and confirmed."""

    class Meta:
        exclude = ("listing_id", "organisation_id", "terms_agreed")


class NewListingRegistrationBody(RequestListingRegistration):
    """A listing that was never saved, with its contents."""

    class Meta:
        exclude = ("listing_id", "expected_version")


class ListingCheckSchema(Schema):
    """The contents as they would be stored, and the mandatory items of their kind."""

    content = fields.Nested(ListingContentSchema, required=True)
    mandatory = fields.List(fields.String(), required=True)


@operations.operation(
    "GET",
    "",
    who=POSTING,
    query=FindOwnListings,
    answer=ListingsPageSchema,
    refuses=_OF_OWN,
)
def find_own_listings(query: dict[str, Any]) -> Any:
    """The own listings.

    Highest data number first; `states` keeps those in some states, `amendable` those that can
    be amended.
    """
    return backend.call("listings", "find_own_listings", query)


@operations.operation(
    "GET",
    "/drafts",
    who=POSTING,
    query=ListingPageQuery,
    answer=ListingsPageSchema,
    refuses=_OF_OWN,
)
def find_listing_drafts(query: dict[str, Any]) -> Any:
    """The own drafts.

    Seen by nobody else.
    """
    return backend.call("listings", "find_listing_drafts", query)


@operations.operation(
    "GET",
    "/pending",
    who=POSTING,
    query=ListingPageQuery,
    answer=ListingsPageSchema,
    refuses=_OF_OWN,
)
def find_pending_listings(query: dict[str, Any]) -> Any:
    """The own listings with a pending request.

    They can be neither changed nor withdrawn until the secretariat has decided.
    """
    return backend.call("listings", "find_pending_listings", query)


@operations.operation(
    "GET",
    "/access-counts",
    who=POSTING,
    query=ListingOrderQuery,
    answer=ListingAccessCountsSchema,
    refuses=_OF_OWN,
)
def find_access_counts(query: dict[str, Any]) -> Any:
    """Access counts.

    Total and daily counts of the own listings, by data number or by total.
    """
    return backend.call("listings", "find_access_counts", query)


@operations.operation(
    "POST",
    "/check",
    who=POSTING,
    body=CheckListing,
    answer=ListingCheckSchema,
    refuses={
        **_OF_OTHERS,
        403: ["kind-not-postable"],
        409: ["organisation-not-registered", _OF_NOBODY],
        422: ["recruitment-already-over"],
    },
)
def check_listing(body: dict[str, Any]) -> Any:
    """Check contents.

    Refuses as saving and requesting would; nothing is stored.
    """
    return backend.call("listings", "check_listing", body)


@operations.operation(
    "POST",
    "/drafts",
    who=POSTING,
    body=DraftListing,
    answer=ListingNumberReceiptSchema,
    status=201,
    refuses={**_BEGUN, 403: ["kind-not-postable"]},
)
def draft_listing(body: dict[str, Any]) -> Any:
    """Begin a listing.

    A draft is stored when every mandatory item is filled in and the terms are agreed to.
    """
    return backend.call("listings", "draft_listing", body)


@operations.operation(
    "PUT",
    "/<listing_id>/draft",
    who=POSTING,
    body=ListingDraftBody,
    answer=ListingReceiptSchema,
    refuses={
        403: ["kind-not-postable"],
        409: ["listing-not-a-draft", *CLOSED, "input-expired", "stale-form"],
    },
)
def update_listing_draft(body: dict[str, Any], listing_id: str) -> Any:
    """Save a draft again.

    The whole contents are replaced.
    """
    return backend.call("listings", "update_listing_draft", {**body, **named(listing_id)})


@operations.operation(
    "DELETE",
    "/<listing_id>/draft",
    who=POSTING,
    query=ListingVersionQuery,
    answer=ListingReceiptSchema,
    refuses={409: ["listing-not-a-draft", *CLOSED, "stale-form"]},
)
def discard_listing_draft(query: dict[str, Any], listing_id: str) -> Any:
    """Delete a draft.

    It is gone; its number is not given again.
    """
    return backend.call("listings", "discard_listing_draft", {**query, **named(listing_id)})


@operations.operation(
    "POST",
    "/registration-requests",
    who=POSTING,
    body=NewListingRegistrationBody,
    answer=ListingNumberReceiptSchema,
    status=201,
    refuses={
        **_BEGUN,
        403: ["kind-not-postable"],
        422: [*_BEGUN[422], "not-confirmed", "recruitment-already-over"],
    },
)
def request_new_listing(body: dict[str, Any]) -> Any:
    """Request the registration of a new listing.

    Without saving a draft first.
    """
    return backend.call("listings", "request_listing_registration", body)


@operations.operation(
    "POST",
    "/<listing_id>/registration-request",
    who=POSTING,
    body=ListingRegistrationBody,
    answer=ListingNumberReceiptSchema,
    refuses={
        403: ["kind-not-postable"],
        409: ["listing-not-a-draft", *CLOSED, "input-expired", "stale-form"],
        422: ["not-confirmed", "recruitment-already-over"],
    },
)
def request_listing_registration(body: dict[str, Any], listing_id: str) -> Any:
    """Request the registration of a draft.

    Without `content` as it was saved.
    """
    return backend.call("listings", "request_listing_registration", {**body, **named(listing_id)})
