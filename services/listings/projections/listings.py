"""One document per listing: its state, contents and whatever is pending on it.

Beside the contents as they are valid (`content`), `amendment` holds those that are being amended
(`state` none, draft, requested or scheduled). `public` is true while the detail page exists;
`pending` names the open request (registration or amendment), for work lists.
"""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.domain import Sealed
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.content import ListingContent
from services.listings.projections.content_document import content_document

listings = Projection(
    "listings",
    version=1,
    indexes=(
        Index((("data_number", 1),)),
        Index((("organisation_id", 1), ("state", 1), ("data_number", 1))),
        Index((("organisation_id", 1), ("pending", 1))),
        Index((("pending", 1), ("requested_at", 1))),
        Index((("public", 1), ("data_number", 1))),
        Index((("removal_at", 1),)),
    ),
)

_NO_AMENDMENT: dict[str, Any] = {"state": "none"}


def _key(recorded: Recorded[Any]) -> str:
    about: happened.About = recorded.event.about
    return about.listing_id


def _sealed(value: Sealed | None) -> list[str] | None:
    return None if value is None else [value.owner, value.token]


def _begun(recorded: Recorded[Any], organisation_type: str) -> Document:
    about: happened.About = recorded.event.about
    return {
        "data_number": about.data_number,
        "organisation_id": about.organisation_id,
        "organisation_type": organisation_type,
        "public": False,
        "pending": None,
        "amendment": _NO_AMENDMENT,
        "stops_applications": False,
        "created_at": recorded.at.isoformat(),
        "saved_at": None,
        "requested_at": None,
        "reflection_at": None,
        "published_at": None,
        "updated_at": None,
        "removal_at": None,
        "invalid_on": None,
        "returned_reason": None,
        "imported": None,
    }


def _put(
    document: Document | None,
    recorded: Recorded[Any],
    content: ListingContent | None = None,
    /,
    **to: Any,
) -> Document | None:
    if document is None:
        return None
    changed = {**document, **to, "version": recorded.version}
    if content is not None:
        changed["content"] = content_document(content)
        changed["kind"] = content.kind.value
        changed["title"] = content.title
    return changed


@listings.on(happened.ListingDrafted, key=_key)
def drafted(document: Document | None, recorded: Recorded[happened.ListingDrafted]) -> Any:
    event = recorded.event
    return _put(
        _begun(recorded, event.organisation_type),
        recorded,
        event.content,
        state="draft",
        saved_at=event.saved_at.isoformat(),
    )


@listings.on(happened.ListingDraftUpdated, key=_key)
def draft_updated(
    document: Document | None, recorded: Recorded[happened.ListingDraftUpdated]
) -> Any:
    saved_at = recorded.event.saved_at.isoformat()
    return _put(document, recorded, recorded.event.content, saved_at=saved_at)


@listings.on(happened.ListingDraftDiscarded, key=_key)
def discarded(document: Document | None, recorded: Recorded[Any]) -> None:
    return None


@listings.on(happened.ListingRegistrationRequested, key=_key)
def requested(
    document: Document | None, recorded: Recorded[happened.ListingRegistrationRequested]
) -> Any:
    event = recorded.event
    document = document or _begun(recorded, event.organisation_type)
    imported = event.imported
    return _put(
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


@listings.on(happened.ListingRequestCorrected, key=_key)
def corrected(
    document: Document | None, recorded: Recorded[happened.ListingRequestCorrected]
) -> Any:
    event = recorded.event
    if document is not None and document["pending"] == "amendment":
        amendment = {**document["amendment"], "content": content_document(event.content)}
        return _put(document, recorded, amendment=amendment)
    return _put(document, recorded, event.content)


@listings.on(happened.ListingRequestCancelled, key=_key)
def cancelled(document: Document | None, recorded: Recorded[Any]) -> Any:
    return _put(document, recorded, state="cancelled", pending=None, reflection_at=None)


@listings.on(happened.ListingReturned, key=_key)
def returned(document: Document | None, recorded: Recorded[happened.ListingReturned]) -> Any:
    return _put(
        document,
        recorded,
        state="draft",
        pending=None,
        saved_at=recorded.event.returned_at.isoformat(),
        returned_reason=_sealed(recorded.event.reason),
    )


@listings.on(happened.ListingApproved, key=_key)
def approved(document: Document | None, recorded: Recorded[happened.ListingApproved]) -> Any:
    reflection_at = recorded.event.reflection_at.isoformat()
    return _put(document, recorded, state="scheduled", pending=None, reflection_at=reflection_at)


@listings.on(happened.ListingPublished, key=_key)
def published(document: Document | None, recorded: Recorded[happened.ListingPublished]) -> Any:
    at = recorded.event.published_at.isoformat()
    return _put(
        document,
        recorded,
        recorded.event.content,
        state="published",
        public=True,
        published_at=at,
        updated_at=at,
        reflection_at=None,
    )


@listings.on(happened.ListingRecruitmentEnded, key=_key)
def ended(document: Document | None, recorded: Recorded[happened.ListingRecruitmentEnded]) -> Any:
    invalid_on = recorded.event.invalid_on.isoformat()
    return _put(document, recorded, state="ended", public=False, invalid_on=invalid_on)


@listings.on(happened.ListingReopened, key=_key)
def reopened(document: Document | None, recorded: Recorded[Any]) -> Any:
    return _put(document, recorded, state="published", public=True, invalid_on=None)


@listings.on(happened.ListingWithdrawalRequested, key=_key)
def withdrawal_requested(
    document: Document | None, recorded: Recorded[happened.ListingWithdrawalRequested]
) -> Any:
    return _put(
        document,
        recorded,
        state="withdrawal-scheduled",
        removal_at=recorded.event.removal_at.isoformat(),
        amendment=_NO_AMENDMENT,
    )


@listings.on(happened.ListingWithdrawn, key=_key)
def withdrawn(document: Document | None, recorded: Recorded[happened.ListingWithdrawn]) -> Any:
    return _put(
        document,
        recorded,
        state="withdrawn",
        public=False,
        pending=None,
        amendment=_NO_AMENDMENT,
        invalid_on=recorded.event.invalid_on.isoformat(),
    )


@listings.on(happened.ListingAmendmentDrafted, key=_key)
def amendment_drafted(
    document: Document | None, recorded: Recorded[happened.ListingAmendmentDrafted]
) -> Any:
    event = recorded.event
    amendment = {
        "state": "draft",
        "content": content_document(event.content),
        "saved_at": event.saved_at.isoformat(),
    }
    return _put(document, recorded, amendment=amendment)


@listings.on(happened.ListingAmendmentRequested, key=_key)
def amendment_requested(
    document: Document | None, recorded: Recorded[happened.ListingAmendmentRequested]
) -> Any:
    event = recorded.event
    amendment = {"state": "requested", "content": content_document(event.content)}
    return _put(
        document,
        recorded,
        amendment=amendment,
        pending="amendment",
        requested_at=event.requested_at.isoformat(),
        returned_reason=None,
    )


@listings.on(happened.ListingAmendmentCancelled, key=_key)
def amendment_cancelled(document: Document | None, recorded: Recorded[Any]) -> Any:
    return _put(document, recorded, amendment=_NO_AMENDMENT, pending=None)


@listings.on(happened.ListingAmendmentReturned, key=_key)
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
    return _put(
        document,
        recorded,
        amendment=amendment,
        pending=None,
        returned_reason=_sealed(event.reason),
    )


@listings.on(happened.ListingAmendmentApproved, key=_key)
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
    return _put(
        document, recorded, amendment=amendment, pending=None, stops_applications=event.withdraws
    )


@listings.on(happened.ListingAmended, key=_key)
def amended(document: Document | None, recorded: Recorded[happened.ListingAmended]) -> Any:
    event = recorded.event
    return _put(
        document,
        recorded,
        event.content,
        amendment=_NO_AMENDMENT,
        updated_at=event.amended_at.isoformat(),
    )
