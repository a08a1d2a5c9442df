"""Who changed what of a listing, and when."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.listings.domain.listing import events as happened
from services.listings.projections.content_document import content_document

listing_history = Projection("listing_history", version=2)

_EVENTS = (
    happened.ListingDrafted,
    happened.ListingDraftUpdated,
    happened.ListingDraftDiscarded,
    happened.ListingRegistrationRequested,
    happened.ListingRequestCorrected,
    happened.ListingRequestCancelled,
    happened.ListingReturned,
    happened.ListingApproved,
    happened.ListingPublished,
    happened.ListingRecruitmentEnded,
    happened.ListingReopened,
    happened.ListingWithdrawalRequested,
    happened.ListingWithdrawn,
    happened.ListingAmendmentDrafted,
    happened.ListingAmendmentRequested,
    happened.ListingAmendmentCancelled,
    happened.ListingAmendmentReturned,
    happened.ListingAmendmentApproved,
    happened.ListingAmended,
    happened.ListingArchived,
)


@listing_history.on(*_EVENTS, key=lambda recorded: recorded.event.about.listing_id)
def noted(document: Document | None, recorded: Recorded[Any]) -> Document:
    event = recorded.event
    document = document or {
        "organisation_id": event.about.organisation_id,
        "content": None,
        "entries": [],
    }
    content = getattr(event, "content", None)
    after = document["content"] if content is None else content_document(content)
    before = document["content"]
    entry = {
        "event": type(event).__name__,
        "at": recorded.at.isoformat(),
        "actor_id": recorded.actor.id,
        "role": recorded.actor.role.value,
        "version": recorded.version,
        "changed_items": []
        if before is None or after is None
        else [name for name in after if after[name] != before.get(name)],
    }
    return {**document, "content": after, "entries": [*document["entries"], entry]}
