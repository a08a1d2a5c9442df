"""Past public recruitments (LI-44)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.v1.listings_ids import named
from gateway.api.v1.listings_schemas import ListingReceiptSchema
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.listings import ArchiveListing

operations = Operations("listing-archive", "/listings", "Past public recruitments.")


class ListingArchiveBody(ArchiveListing):
    """Refused when the listing has changed since this version."""

    class Meta:
        exclude = ("listing_id",)


@operations.operation(
    "POST",
    "/<listing_id>/archive",
    who=[Role.JICA_DEPARTMENT, Role.HR_DIVISION, Role.SECRETARIAT],
    body=ListingArchiveBody,
    answer=ListingReceiptSchema,
    refuses={
        409: [
            "only-public-recruitment-is-archived",
            "recruitment-still-running",
            "listing-request-pending",
            "listing-awaits-reflection",
            "listing-withdrawal-pending",
            "listing-is-closed",
            "listing-not-public",
            "stale-form",
        ]
    },
)
def archive_listing(body: dict[str, Any], listing_id: str) -> Any:
    """Archive a public recruitment.

    After the end of recruitment; it stays readable as a past public recruitment.
    """
    return backend.call("listings", "archive_listing", {**body, **named(listing_id)})
