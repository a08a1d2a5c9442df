"""The number of applicants of each listing (AP-37); cancelled applications do not count (D-62)."""

from __future__ import annotations

from services.applications.domain.application.events import (
    ApplicationCancelled,
    ApplicationSubmitted,
)
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection

APPLICANTS = "applicants"

applicants = Projection(APPLICANTS, version=1)


@applicants.on(ApplicationSubmitted, key=lambda recorded: recorded.event.listing_id)
def _one_more(document: Document | None, recorded: Recorded[ApplicationSubmitted]) -> Document:
    return {
        "listing_id": recorded.event.listing_id,
        "organisation_id": recorded.event.organisation_id,
        "applicants": (document["applicants"] if document else 0) + 1,
    }


@applicants.on(ApplicationCancelled, key=lambda recorded: recorded.event.listing_id)
def _one_less(
    document: Document | None, recorded: Recorded[ApplicationCancelled]
) -> Document | None:
    return document and {**document, "applicants": document["applicants"] - 1}
