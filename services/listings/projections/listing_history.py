"""Who changed what of a listing, and when; with every text it ever had.

The document of a listing holds one entry per event, and the text of each event that brought a new
one is a document of its own (`{listing id}/{version}`): however often a listing is changed, no
document outgrows what the database can hold. An entry names the versions whose texts were valid
after it: of the listing (`content_version`) and of the amendment in work (`amendment_version`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Projection
from services.kernel.eventkit.domain import Sealed
from services.listings.domain.listing import events as happened
from services.listings.projections.content_document import content_document
from services.listings.projections.listing_document import listing_id_of, sealed

listing_history = Projection("listing_history", version=4)

_STATE: Mapping[type[Any], str] = {
    happened.ListingDrafted: "draft",
    happened.ListingDraftDiscarded: "discarded",
    happened.ListingRegistrationRequested: "requested",
    happened.ListingRequestCancelled: "cancelled",
    happened.ListingReturned: "draft",
    happened.ListingApproved: "scheduled",
    happened.ListingPublished: "published",
    happened.ListingRecruitmentEnded: "ended",
    happened.ListingReopened: "published",
    happened.ListingWithdrawalRequested: "withdrawal-scheduled",
    happened.ListingWithdrawn: "withdrawn",
    happened.ListingArchived: "archived",
}
_AMENDMENT: Mapping[type[Any], str] = {
    happened.ListingAmendmentDrafted: "draft",
    happened.ListingAmendmentRequested: "requested",
    happened.ListingAmendmentCancelled: "none",
    happened.ListingAmendmentReturned: "draft",
    happened.ListingAmendmentApproved: "scheduled",
    happened.ListingAmended: "none",
    happened.ListingWithdrawalRequested: "none",
    happened.ListingWithdrawn: "none",
    happened.ListingArchived: "none",
}
_WITH_NEW_TEXT = (
    happened.ListingDrafted,
    happened.ListingDraftUpdated,
    happened.ListingRegistrationRequested,
    happened.ListingRequestCorrected,
    happened.ListingAmendmentDrafted,
    happened.ListingAmendmentRequested,
    happened.ListingArchived,
)
_OTHERS = (
    happened.ListingDraftDiscarded,
    happened.ListingRequestCancelled,
    happened.ListingReturned,
    happened.ListingApproved,
    happened.ListingPublished,
    happened.ListingRecruitmentEnded,
    happened.ListingReopened,
    happened.ListingWithdrawalRequested,
    happened.ListingWithdrawn,
    happened.ListingAmendmentCancelled,
    happened.ListingAmendmentReturned,
    happened.ListingAmendmentApproved,
    happened.ListingAmended,
)
_NOTHING_YET: Document = {
    "state": "draft",
    "amendment_state": "none",
    "content": None,
    "content_version": None,
    "amendment": None,
    "amendment_version": None,
    "entries": [],
}


def text_key(listing_id: str, version: int) -> str:
    """The key of the text that the event of this version brought."""
    return f"{listing_id}/{version}"


@listing_history.on(
    *_WITH_NEW_TEXT, key=lambda recorded: text_key(listing_id_of(recorded), recorded.version)
)
def text_kept(document: Document | None, recorded: Recorded[Any]) -> Document:
    return {"content": content_document(recorded.event.content)}


@listing_history.on(*_WITH_NEW_TEXT, *_OTHERS, key=listing_id_of)
def noted(document: Document | None, recorded: Recorded[Any]) -> Document:
    event = recorded.event
    before = document or {**_NOTHING_YET, "organisation_id": event.about.organisation_id}
    after = {**before, **_texts_after(before, recorded)}
    after["state"] = _STATE.get(type(event), before["state"])
    after["amendment_state"] = _AMENDMENT.get(type(event), before["amendment_state"])
    if after["amendment_state"] == "none":
        after |= {"amendment": None, "amendment_version": None}
    entry = {
        "event": type(event).__name__,
        "at": recorded.at.isoformat(),
        "actor_id": recorded.actor.id,
        "role": recorded.actor.role.value,
        "version": recorded.version,
        "changed_items": _changed(before, after),
        "state": after["state"],
        "amendment_state": after["amendment_state"],
        "takes_effect_at": _takes_effect_at(event),
        "note": sealed(_note(event)),
        "content_version": after["content_version"],
        "amendment_version": after["amendment_version"],
    }
    return {**after, "entries": [*before["entries"], entry]}


def _texts_after(before: Document, recorded: Recorded[Any]) -> Document:
    """What the event makes of the text of the listing or of the amendment in work."""
    event = recorded.event
    if isinstance(event, happened.ListingAmended):
        # What is reflected is the amendment that was approved.
        return {
            "content": content_document(event.content),
            "content_version": before["amendment_version"] or before["content_version"],
        }
    if not isinstance(event, _WITH_NEW_TEXT):
        return {}
    of_amendment = isinstance(
        event, happened.ListingAmendmentDrafted | happened.ListingAmendmentRequested
    ) or (
        isinstance(event, happened.ListingRequestCorrected)
        and before["amendment_state"] == "requested"
    )
    name = "amendment" if of_amendment else "content"
    return {name: content_document(event.content), f"{name}_version": recorded.version}


def _changed(before: Document, after: Document) -> list[str]:
    """The items that differ in the text the event is about; none for the first text of all."""
    old, new = before["content"], after["content"]
    if after["amendment"] is not None:
        old, new = before["amendment"] or before["content"], after["amendment"]
    if old is None or new is None:
        return []
    return [name for name in new if new[name] != old.get(name)]


def _takes_effect_at(event: Any) -> str | None:
    match event:
        case happened.ListingApproved() | happened.ListingAmendmentApproved():
            return event.reflection_at.isoformat()
        case happened.ListingWithdrawalRequested():
            return event.removal_at.isoformat()
        case _:
            return None


def _note(event: Any) -> Sealed | None:
    """The reason or the note that was written with it."""
    found: Sealed | None = getattr(event, "reason", None) or getattr(event, "note", None)
    return found
