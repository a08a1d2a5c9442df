"""What the secretariat does with requests (LI-21 to LI-25, LI-31, LI-35, GW-50)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.api.v1.listings_ids import named
from gateway.api.v1.listings_schemas import (
    ListingCardSchema,
    ListingReceiptSchema,
    ListingReflectionReceiptSchema,
    ListingsDueSchema,
    maybe,
    one_of,
)
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.listings import (
    ApproveListing,
    ApproveListings,
    CancelListingRequest,
    CorrectListingRequest,
    ReturnListing,
    WithdrawListing,
)
from services.kernel.contracts.listings_reading import FindListingRequests, FindWithdrawalsDue

operations = Operations(
    "listing-requests", "/listing-requests", "Checking registration and amendment requests."
)

# A hundred commits take their time.
WITHIN_SECONDS = 30.0
_PENDING = ["no-listing-request-pending", "listing-is-closed", "stale-form"]
_REFLECTION = ["reflection-in-past", "reflection-too-late-today", "reflection-after-recruitment"]


class ListingApprovalBody(ApproveListing):
    """Today becomes public at 22:00, a later day at 0:00."""

    class Meta:
        exclude = ("listing_id",)


class ListingReturnBody(ReturnListing):
    """Why the request goes back."""

    class Meta:
        exclude = ("listing_id",)


class ListingCorrectionBody(CorrectListingRequest):
    """The corrected contents and the record of the mail that asked for them."""

    class Meta:
        exclude = ("listing_id",)


class ListingCancellationBody(CancelListingRequest):
    """The record of the mail that asked for it."""

    class Meta:
        exclude = ("listing_id",)


class ListingRemovalBody(WithdrawListing):
    """Why the listing is removed."""

    class Meta:
        exclude = ("listing_id",)


class ListingRequestSchema(ListingCardSchema):
    """A listing on a work list."""

    request = one_of(("registration", "amendment"), allow_none=True)
    mailed = one_of(("corrected", "cancelled"), allow_none=True)
    mailed_at = maybe()


class ListingRequestsSchema(Schema):
    """A page of a work list."""

    items = fields.List(fields.Nested(ListingRequestSchema), required=True)
    total = fields.Integer(required=True)
    page = fields.Integer(required=True)
    per_page = fields.Integer(required=True)


class ListingApprovalOutcomeSchema(Schema):
    """What became of one request."""

    listing_id = fields.String(required=True)
    outcome = fields.String(required=True, metadata={"enum": ["approved", "refused"]})
    reflection_at = fields.String(allow_none=True)
    code = fields.String(metadata={"description": "The rule that said no"})


class ListingApprovalsSchema(Schema):
    """What became of each request; a refused one stops no other."""

    items = fields.List(fields.Nested(ListingApprovalOutcomeSchema), required=True)
    total = fields.Integer(required=True)
    approved = fields.Integer(required=True)
    position = fields.Integer(required=True)


@operations.operation(
    "GET", "", who=[Role.SECRETARIAT], query=FindListingRequests, answer=ListingRequestsSchema
)
def find_listing_requests(query: dict[str, Any]) -> Any:
    """Requests by where they stand.

    Those to decide on, oldest first; those approved that await their reflection, soonest first;
    or those that were corrected or dropped on a mailed wish, newest first.
    """
    return backend.call("listings", "find_listing_requests", query)


@operations.operation(
    "GET",
    "/withdrawals-due",
    who=[Role.SECRETARIAT],
    query=FindWithdrawalsDue,
    answer=ListingsDueSchema,
)
def find_withdrawals_due(query: dict[str, Any]) -> Any:
    """Withdrawals due today.

    Listings that leave the public pages by the end of the day.
    """
    return backend.call("listings", "find_withdrawals_due", query)


@operations.operation(
    "POST",
    "/approvals",
    who=[Role.SECRETARIAT],
    body=ApproveListings,
    answer=ListingApprovalsSchema,
    refuses={422: _REFLECTION},
)
def approve_listings(body: dict[str, Any]) -> Any:
    """Approve many requests.

    All with the same reflection date; each for itself.
    """
    done = backend.call("listings", "approve_listings", body, within=WITHIN_SECONDS)
    backend.positions.wrote("listings", int(done["position"]))
    return done


@operations.operation(
    "POST",
    "/<listing_id>/approval",
    who=[Role.SECRETARIAT, Role.JICA_DEPARTMENT, Role.HR_DIVISION],
    body=ListingApprovalBody,
    answer=ListingReflectionReceiptSchema,
    refuses={403: ["kind-not-approvable"], 409: _PENDING, 422: _REFLECTION},
)
def approve_listing(body: dict[str, Any], listing_id: str) -> Any:
    """Approve a request.

    The answer says when it takes effect. A JICA department approves its own public recruitments,
    notices and pre-announcements.
    """
    return _decide("approve_listing", body, listing_id)


@operations.operation(
    "POST",
    "/<listing_id>/return",
    who=[Role.SECRETARIAT],
    body=ListingReturnBody,
    answer=ListingReceiptSchema,
    refuses={409: _PENDING},
)
def return_listing(body: dict[str, Any], listing_id: str) -> Any:
    """Return a request.

    The organisation reads the reason and can edit again.
    """
    return _decide("return_listing", body, listing_id)


@operations.operation(
    "POST",
    "/<listing_id>/correction",
    who=[Role.SECRETARIAT],
    body=ListingCorrectionBody,
    answer=ListingReceiptSchema,
    refuses={
        403: ["kind-not-postable"],
        409: _PENDING,
        422: ["listing-kind-cannot-change", "recruitment-already-over"],
    },
)
def correct_listing_request(body: dict[str, Any], listing_id: str) -> Any:
    """Correct a request.

    As the organisation asked for by mail.
    """
    return _decide("correct_listing_request", body, listing_id)


@operations.operation(
    "POST",
    "/<listing_id>/cancellation",
    who=[Role.SECRETARIAT],
    body=ListingCancellationBody,
    answer=ListingReceiptSchema,
    refuses={409: _PENDING},
)
def cancel_listing_request(body: dict[str, Any], listing_id: str) -> Any:
    """Drop a request.

    As the organisation asked for by mail.
    """
    return _decide("cancel_listing_request", body, listing_id)


@operations.operation(
    "POST",
    "/<listing_id>/removal",
    who=[Role.SECRETARIAT],
    body=ListingRemovalBody,
    answer=ListingReceiptSchema,
    refuses={409: ["listing-not-public", "listing-is-closed", "stale-form"]},
)
def withdraw_listing(body: dict[str, Any], listing_id: str) -> Any:
    """Remove a public listing at once.

    As the organisation asked for by mail.
    """
    return _decide("withdraw_listing", body, listing_id)


def _decide(operation: str, body: dict[str, Any], listing_id: str) -> Any:
    return backend.call("listings", operation, {**body, **named(listing_id)})
