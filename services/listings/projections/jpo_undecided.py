"""JPO candidates without a result, followed from the applications service (SM-15)."""

from __future__ import annotations

from services.kernel.contracts.public_event import PublicEvent
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection

JPO_UNDECIDED = "jpo_undecided"

jpo_undecided = Projection(JPO_UNDECIDED, version=1, indexes=(Index((("campaign_id", 1),)),))


def _application(event: PublicEvent) -> str:
    return str(event.data["application_id"])


@jpo_undecided.on_public("applications", "ApplicationSubmitted", key=_application)
def _submitted(document: Document | None, event: PublicEvent) -> Document | None:
    if event.data["route"] != "jpo":
        return None
    return {"campaign_id": event.data["listing_id"]}


@jpo_undecided.on_public(
    "applications",
    "JpoCandidateSelected",
    "JpoCandidateNotSelected",
    "JpoCandidateDeclined",
    key=_application,
)
def _decided(document: Document | None, event: PublicEvent) -> None:
    return None
