"""Amending and withdrawing own listings (LI-26 to LI-39)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.v1.listings_ids import named
from gateway.api.v1.listings_posting import CLOSED, POSTING
from gateway.api.v1.listings_schemas import ListingReceiptSchema, ListingRemovalReceiptSchema
from gateway.backend import backend
from services.kernel.contracts.listings import (
    DraftListingAmendment,
    RequestListingAmendment,
    RequestListingWithdrawal,
)

operations = Operations(
    "own-listing-amendments", "/own-listings", "Amending and withdrawing own listings."
)

_AMENDING = {
    409: [
        *CLOSED,
        "listing-withdrawal-pending",
        "listing-not-amendable",
        "listing-amendment-too-late",
        "input-expired",
        "stale-form",
    ],
    422: ["listing-kind-cannot-change"],
}


class ListingAmendmentDraftBody(DraftListingAmendment):
    """The contents as amended so far."""

    class Meta:
        exclude = ("listing_id",)


class ListingAmendmentBody(RequestListingAmendment):
    """Without `content` the saved amendment is requested."""

    class Meta:
        exclude = ("listing_id",)


class ListingWithdrawalBody(RequestListingWithdrawal):
    """Only what is confirmed is withdrawn."""

    class Meta:
        exclude = ("listing_id",)


@operations.operation(
    "PUT",
    "/<listing_id>/amendment",
    who=POSTING,
    body=ListingAmendmentDraftBody,
    answer=ListingReceiptSchema,
    refuses=_AMENDING,
)
def draft_listing_amendment(body: dict[str, Any], listing_id: str) -> Any:
    """Save an amendment temporarily.

    The public contents stay as they are.
    """
    return backend.call("listings", "draft_listing_amendment", {**body, **named(listing_id)})


@operations.operation(
    "POST",
    "/<listing_id>/amendment-request",
    who=POSTING,
    body=ListingAmendmentBody,
    answer=ListingReceiptSchema,
    refuses={**_AMENDING, 422: [*_AMENDING[422], "not-confirmed"]},
)
def request_listing_amendment(body: dict[str, Any], listing_id: str) -> Any:
    """Request an amendment.

    An end of recruitment of today or earlier withdraws the listing on the next business day.
    """
    return backend.call("listings", "request_listing_amendment", {**body, **named(listing_id)})


@operations.operation(
    "POST",
    "/<listing_id>/withdrawal-request",
    who=POSTING,
    body=ListingWithdrawalBody,
    answer=ListingRemovalReceiptSchema,
    refuses={
        409: [*CLOSED, "listing-not-public", "listing-withdrawal-pending", "stale-form"],
        422: ["not-confirmed"],
    },
)
def request_listing_withdrawal(body: dict[str, Any], listing_id: str) -> Any:
    """Withdraw a listing.

    It leaves the public pages at 22:00 of the day.
    """
    return backend.call("listings", "request_listing_withdrawal", {**body, **named(listing_id)})
