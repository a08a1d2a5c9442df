"""One document per listing: its state, contents and whatever is pending on it.

Beside the contents as they are valid (`content`), `amendment` holds those that are being amended
(`state` none, draft, requested or scheduled). `public` is true while the detail page exists;
`pending` names the open request (registration or amendment), `awaits_until` the moment at which an
approved one takes effect, `mailed` what a mailed wish did last to a request: all for work lists.
`works_until` is the last day that the work period can mean, for calendars.
"""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.listings.domain.listing import events as happened
from services.listings.projections.content_document import content_document
from services.listings.projections.listing_document import (
    NO_AMENDMENT,
    begun,
    listing_id_of,
    mailed,
    put,
    sealed,
)

listings = Projection(
    "listings",
    version=5,
    indexes=(
        Index((("data_number", 1),)),
        Index((("organisation_id", 1), ("state", 1), ("data_number", 1))),
        Index((("organisation_id", 1), ("pending", 1))),
        Index((("pending", 1), ("requested_at", 1))),
        Index((("public", 1), ("data_number", 1))),
        Index((("removal_at", 1),)),
        Index((("awaits_until", 1), ("data_number", 1))),
        Index((("mailed_at", -1), ("data_number", 1))),
        Index((("public", 1), ("kind", 1), ("works_until", 1), ("data_number", 1))),
        Index((("public", 1), ("kind", 1), ("content.recruitment.end_on", 1), ("data_number", 1))),
    ),
)


@listings.on(happened.ListingDrafted, key=listing_id_of)
def drafted(document: Document | None, recorded: Recorded[happened.ListingDrafted]) -> Any:
    event = recorded.event
    return put(
        begun(recorded, event.organisation_type),
        recorded,
        event.content,
        state="draft",
        saved_at=event.saved_at.isoformat(),
    )


@listings.on(happened.ListingDraftUpdated, key=listing_id_of)
def draft_updated(
    document: Document | None, recorded: Recorded[happened.ListingDraftUpdated]
) -> Any:
    saved_at = recorded.event.saved_at.isoformat()
    return put(document, recorded, recorded.event.content, saved_at=saved_at)


@listings.on(happened.ListingDraftDiscarded, key=listing_id_of)
def discarded(document: Document | None, recorded: Recorded[Any]) -> None:
    return None


@listings.on(happened.ListingRegistrationRequested, key=listing_id_of)
def requested(
    document: Document | None, recorded: Recorded[happened.ListingRegistrationRequested]
) -> Any:
    event = recorded.event
    document = document or begun(recorded, event.organisation_type)
    imported = event.imported
    return put(
        document,
        recorded,
        event.content,
        state="requested",
        pending="registration",
        requested_at=event.requested_at.isoformat(),
        returned_reason=None,
        imported=document["imported"]
        if imported is None
        else {"source": imported.source, "source_id": imported.source_id},
    )


@listings.on(happened.ListingRequestCorrected, key=listing_id_of)
def corrected(
    document: Document | None, recorded: Recorded[happened.ListingRequestCorrected]
) -> Any:
    event = recorded.event
    if document is not None and document["pending"] == "amendment":
        amendment = {**document["amendment"], "content": content_document(event.content)}
        return put(document, recorded, amendment=amendment, **mailed(recorded, "corrected"))
    return put(document, recorded, event.content, **mailed(recorded, "corrected"))


@listings.on(happened.ListingRequestCancelled, key=listing_id_of)
def cancelled(document: Document | None, recorded: Recorded[Any]) -> Any:
    wish = mailed(recorded, "cancelled")
    return put(document, recorded, state="cancelled", pending=None, reflection_at=None, **wish)


@listings.on(happened.ListingReturned, key=listing_id_of)
def returned(document: Document | None, recorded: Recorded[happened.ListingReturned]) -> Any:
    return put(
        document,
        recorded,
        state="draft",
        pending=None,
        saved_at=recorded.event.returned_at.isoformat(),
        returned_reason=sealed(recorded.event.reason),
    )


@listings.on(happened.ListingApproved, key=listing_id_of)
def approved(document: Document | None, recorded: Recorded[happened.ListingApproved]) -> Any:
    reflection_at = recorded.event.reflection_at.isoformat()
    return put(document, recorded, state="scheduled", pending=None, reflection_at=reflection_at)


@listings.on(happened.ListingPublished, key=listing_id_of)
def published(document: Document | None, recorded: Recorded[happened.ListingPublished]) -> Any:
    at = recorded.event.published_at.isoformat()
    return put(
        document,
        recorded,
        recorded.event.content,
        state="published",
        public=True,
        published_at=at,
        updated_at=at,
        reflection_at=None,
    )


@listings.on(happened.ListingRecruitmentEnded, key=listing_id_of)
def ended(document: Document | None, recorded: Recorded[happened.ListingRecruitmentEnded]) -> Any:
    event = recorded.event
    return put(
        document,
        recorded,
        state="ended",
        public=False,
        invalid_on=event.invalid_on.isoformat(),
        followed_by=event.followed_by,
    )


@listings.on(happened.ListingReopened, key=listing_id_of)
def reopened(document: Document | None, recorded: Recorded[Any]) -> Any:
    return put(document, recorded, state="published", public=True, invalid_on=None)


@listings.on(happened.ListingArchived, key=listing_id_of)
def archived(document: Document | None, recorded: Recorded[happened.ListingArchived]) -> Any:
    return put(
        document,
        recorded,
        recorded.event.content,
        state="archived",
        public=True,
        amendment=NO_AMENDMENT,
        updated_at=recorded.event.archived_at.isoformat(),
    )


@listings.on(happened.ListingWithdrawalRequested, key=listing_id_of)
def withdrawal_requested(
    document: Document | None, recorded: Recorded[happened.ListingWithdrawalRequested]
) -> Any:
    return put(
        document,
        recorded,
        state="withdrawal-scheduled",
        removal_at=recorded.event.removal_at.isoformat(),
        amendment=NO_AMENDMENT,
    )


@listings.on(happened.ListingWithdrawn, key=listing_id_of)
def withdrawn(document: Document | None, recorded: Recorded[happened.ListingWithdrawn]) -> Any:
    return put(
        document,
        recorded,
        state="withdrawn",
        public=False,
        pending=None,
        amendment=NO_AMENDMENT,
        invalid_on=recorded.event.invalid_on.isoformat(),
    )


@listings.on(happened.ListingAmendmentDrafted, key=listing_id_of)
def amendment_drafted(
    document: Document | None, recorded: Recorded[happened.ListingAmendmentDrafted]
) -> Any:
    event = recorded.event
    amendment = {
        "state": "draft",
        "content": content_document(event.content),
        "saved_at": event.saved_at.isoformat(),
    }
    return put(document, recorded, amendment=amendment)


@listings.on(happened.ListingAmendmentRequested, key=listing_id_of)
def amendment_requested(
    document: Document | None, recorded: Recorded[happened.ListingAmendmentRequested]
) -> Any:
    event = recorded.event
    amendment = {"state": "requested", "content": content_document(event.content)}
    return put(
        document,
        recorded,
        amendment=amendment,
        pending="amendment",
        requested_at=event.requested_at.isoformat(),
        returned_reason=None,
    )


@listings.on(happened.ListingAmendmentCancelled, key=listing_id_of)
def amendment_cancelled(document: Document | None, recorded: Recorded[Any]) -> Any:
    wish = mailed(recorded, "cancelled")
    return put(document, recorded, amendment=NO_AMENDMENT, pending=None, **wish)


@listings.on(happened.ListingAmendmentReturned, key=listing_id_of)
def amendment_returned(
    document: Document | None, recorded: Recorded[happened.ListingAmendmentReturned]
) -> Any:
    event = recorded.event
    if document is None:
        return None
    amendment = {
        **document["amendment"],
        "state": "draft",
        "saved_at": event.returned_at.isoformat(),
    }
    return put(
        document,
        recorded,
        amendment=amendment,
        pending=None,
        returned_reason=sealed(event.reason),
    )


@listings.on(happened.ListingAmendmentApproved, key=listing_id_of)
def amendment_approved(
    document: Document | None, recorded: Recorded[happened.ListingAmendmentApproved]
) -> Any:
    event = recorded.event
    if document is None:
        return None
    amendment = {
        **document["amendment"],
        "state": "scheduled",
        "reflection_at": event.reflection_at.isoformat(),
    }
    return put(
        document, recorded, amendment=amendment, pending=None, stops_applications=event.withdraws
    )


@listings.on(happened.ListingAmended, key=listing_id_of)
def amended(document: Document | None, recorded: Recorded[happened.ListingAmended]) -> Any:
    event = recorded.event
    return put(
        document,
        recorded,
        event.content,
        amendment=NO_AMENDMENT,
        updated_at=event.amended_at.isoformat(),
    )
