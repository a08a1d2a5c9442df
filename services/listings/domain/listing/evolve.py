"""The fold: what a listing is after each event."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from services.listings.domain.listing import events as happened
from services.listings.domain.listing import state as states


class ImpossibleHistory(Exception):
    """The stream holds an event that cannot follow what is before it."""


def evolve(listing: states.Listing, event: Any) -> states.Listing:
    """The listing after the event."""
    match event:
        case happened.ListingDrafted(about, organisation_type, content, saved_at):
            return states.Draft(_head(about, organisation_type), content, saved_at)
        case happened.ListingRegistrationRequested():
            return _requested(listing, event)
    if isinstance(listing, states.NoListing):
        raise ImpossibleHistory(type(event).__name__)
    match event:
        case happened.ListingDraftUpdated(_, content, saved_at):
            return states.Draft(listing.head, content, saved_at)
        case happened.ListingDraftDiscarded():
            return states.Discarded(listing.head, listing.content)
        case happened.ListingRequestCancelled():
            return states.Cancelled(listing.head, listing.content)
        case happened.ListingReturned(returned_at=returned_at):
            return states.Draft(listing.head, listing.content, returned_at)
        case happened.ListingApproved(reflection_at=reflection_at):
            return states.Scheduled(listing.head, listing.content, reflection_at)
        case happened.ListingPublished(content=content, published_at=published_at):
            return states.Published(listing.head, content, published_at)
        case happened.ListingWithdrawn(invalid_on=invalid_on):
            return states.Withdrawn(listing.head, listing.content, invalid_on)
        case happened.ListingRequestCorrected():
            return _corrected(listing, event)
        case _:
            return _public(listing, event)


def _head(
    about: happened.About, organisation_type: str, imported: happened.Imported | None = None
) -> states.Head:
    return states.Head(
        about.listing_id, about.data_number, about.organisation_id, organisation_type, imported
    )


def _requested(
    listing: states.Listing, event: happened.ListingRegistrationRequested
) -> states.RegistrationRequested:
    imported = event.imported
    if imported is None and not isinstance(listing, states.NoListing):
        imported = listing.head.imported
    head = _head(event.about, event.organisation_type, imported)
    return states.RegistrationRequested(head, event.content, event.requested_at)


def _corrected(
    listing: states.Existing, event: happened.ListingRequestCorrected
) -> states.Existing:
    head = listing.head
    if event.imported is not None:
        head = replace(head, imported=event.imported)
    match listing:
        case states.RegistrationRequested():
            return replace(listing, head=head, content=event.content)
        case (
            states.Published(amendment=states.AmendmentRequested() as amendment)
            | states.Ended(amendment=states.AmendmentRequested() as amendment)
        ):
            return replace(listing, head=head, amendment=replace(amendment, content=event.content))
        case _:
            raise ImpossibleHistory(type(event).__name__)


def _public(listing: states.Existing, event: Any) -> states.Existing:
    match listing, event:
        case states.Published(), happened.ListingRecruitmentEnded(invalid_on=invalid_on):
            return states.Ended(
                listing.head, listing.content, listing.published_at, invalid_on, listing.amendment
            )
        case states.Ended(), happened.ListingReopened():
            return states.Published(
                listing.head, listing.content, listing.published_at, listing.amendment
            )
        case states.Published(), happened.ListingWithdrawalRequested(removal_at=removal_at):
            return states.WithdrawalScheduled(
                listing.head, listing.content, listing.published_at, removal_at
            )
        case (
            (states.Published() | states.Ended()),
            happened.ListingArchived(content=content, archived_at=archived_at),
        ):
            return states.Archived(listing.head, content, listing.published_at, archived_at)
        case ((states.Published() | states.Ended()), _):
            return _amended(listing, event)
        case _:
            raise ImpossibleHistory(f"{type(event).__name__} after {type(listing).__name__}")


def _amended(
    listing: states.Published | states.Ended, event: Any
) -> states.Published | states.Ended:
    match event, listing.amendment:
        case happened.ListingAmendmentDrafted(_, content, saved_at), _:
            return replace(listing, amendment=states.AmendmentDraft(content, saved_at))
        case happened.ListingAmendmentRequested(_, content, requested_at, imported), _:
            head = listing.head if imported is None else replace(listing.head, imported=imported)
            requested = states.AmendmentRequested(content, requested_at)
            return replace(listing, head=head, amendment=requested)
        case happened.ListingAmendmentCancelled(), _:
            return replace(listing, amendment=states.NoAmendment())
        case happened.ListingAmendmentReturned(), states.AmendmentRequested(content, _):
            draft = states.AmendmentDraft(content, event.returned_at)
            return replace(listing, amendment=draft)
        case happened.ListingAmendmentApproved(), states.AmendmentRequested(content, _):
            scheduled = states.AmendmentScheduled(content, event.reflection_at, event.withdraws)
            return replace(listing, amendment=scheduled)
        case happened.ListingAmended(content=content), _:
            return replace(listing, content=content, amendment=states.NoAmendment())
        case _:
            raise ImpossibleHistory(f"{type(event).__name__} after {type(listing).__name__}")
