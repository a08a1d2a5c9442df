"""What falls due: reflections, removals and ends of recruitment (SM-05 to SM-07)."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.application.schedule import DUE, due_entry
from services.kernel.eventkit.domain.tokyo import moment
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.content import ListingContent

due = Projection(DUE, version=1, indexes=(Index((("due_at", 1),)),))


def _reflection(recorded: Recorded[Any]) -> str:
    return f"reflection-{recorded.event.about.listing_id}"


def _amendment(recorded: Recorded[Any]) -> str:
    return f"amendment-{recorded.event.about.listing_id}"


def _removal(recorded: Recorded[Any]) -> str:
    return f"removal-{recorded.event.about.listing_id}"


def _end(recorded: Recorded[Any]) -> str:
    return f"end-{recorded.event.about.listing_id}"


@due.on(happened.ListingApproved, key=_reflection)
def approved(document: Document | None, recorded: Recorded[happened.ListingApproved]) -> Document:
    about = recorded.event.about
    payload = {"listing_id": about.listing_id}
    note = f"{about.data_number} becomes public"
    return due_entry(recorded.event.reflection_at, "publish_listing", payload, note)


@due.on(happened.ListingAmendmentApproved, key=_amendment)
def amendment_approved(
    document: Document | None, recorded: Recorded[happened.ListingAmendmentApproved]
) -> Document:
    about = recorded.event.about
    payload = {"listing_id": about.listing_id}
    note = f"{about.data_number} gets its amended contents"
    return due_entry(recorded.event.reflection_at, "reflect_amendment", payload, note)


@due.on(happened.ListingWithdrawalRequested, key=_removal)
def withdrawal_requested(
    document: Document | None, recorded: Recorded[happened.ListingWithdrawalRequested]
) -> Document:
    about = recorded.event.about
    payload = {"listing_id": about.listing_id}
    note = f"{about.data_number} leaves the public pages"
    return due_entry(recorded.event.removal_at, "complete_withdrawal", payload, note)


def _end_entry(about: happened.About, content: ListingContent) -> Document | None:
    invalid_on = content.recruitment.invalid_on if content.recruitment else None
    if invalid_on is None:
        return None
    note = f"recruitment of {about.data_number} ends"
    return due_entry(moment(invalid_on), "end_recruitment", {"listing_id": about.listing_id}, note)


@due.on(happened.ListingPublished, happened.ListingAmended, key=_end)
def ends(document: Document | None, recorded: Recorded[Any]) -> Document | None:
    return _end_entry(recorded.event.about, recorded.event.content)


def _settled(document: Document | None, recorded: Recorded[Any]) -> None:
    return None


due.on(happened.ListingPublished, happened.ListingRequestCancelled, key=_reflection)(_settled)
due.on(
    happened.ListingAmended,
    happened.ListingAmendmentCancelled,
    happened.ListingWithdrawn,
    key=_amendment,
)(_settled)
due.on(happened.ListingWithdrawn, key=_removal)(_settled)
due.on(happened.ListingWithdrawn, happened.ListingRecruitmentEnded, key=_end)(_settled)
