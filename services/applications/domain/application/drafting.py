"""Filling in the application form (AP-03 to AP-07, AP-09, AP-12)."""

from __future__ import annotations

from datetime import datetime

from services.applications.domain.application.events import (
    ApplicationDrafted,
    ApplicationDraftRevised,
    Route,
)
from services.applications.domain.application.routes import check_motivation, check_route
from services.applications.domain.application.state import Application, State
from services.applications.domain.listing import (
    KnownListing,
    check_applicant,
    check_confirmations,
    check_open,
)
from services.kernel.eventkit.domain import Actor, NotFound, Refusal, Sealed

APPLICATIONS_PER_LISTING = 2
"""One, and after it was cancelled one new one (AP-09, D-62)."""


class AlreadyApplied(Refusal):
    """A person applies to a listing only once (AP-09)."""

    code = "already-applied"


class CancelledTooOften(Refusal):
    """The one new application after a cancelled one was cancelled, too (D-62)."""

    code = "application-cancelled-too-often"


def draft(
    application: Application,
    listing: KnownListing,
    applicant: Actor,
    *,
    application_id: str,
    person_id: str,
    route: Route,
    motivated: bool,
    confirmations: tuple[str, ...],
    content: Sealed,
    now: datetime,
) -> list[ApplicationDrafted | ApplicationDraftRevised]:
    """Starts the application, or replaces what the form of an unfinished one said.

    `motivated` says whether `content` holds a motivation. Raises AlreadyApplied,
    CancelledTooOften (of this attempt), NotFound, FullRegistrationNeeded, JobSeekerInactive,
    ListingTakesNoWebApplications, ListingTakesNoDirectApplications, ActiveJobSeekerNeeded,
    ListingNotOpenForApplications, ConfirmationsIncomplete, MotivationMissing.
    """
    match application.state:
        case State.NONE | State.DRAFT:
            check_applicant(listing, applicant)
            check_route(listing, applicant, route)
            check_open(listing, now)
            check_confirmations(listing.kind, confirmations)
            check_motivation(route, motivated=motivated)
        case State.CANCELLED:
            raise CancelledTooOften
        case State.DISCARDED:
            raise NotFound
        case _:
            raise AlreadyApplied
    if application.state is State.DRAFT:
        other = route if route is not application.route else None
        return [ApplicationDraftRevised(application_id, confirmations, content, now, other)]
    drafted = ApplicationDrafted(
        application_id=application_id,
        listing_id=listing.listing_id,
        organisation_id=listing.organisation_id,
        person_id=person_id,
        kind=listing.kind,
        route=route,
        confirmations=confirmations,
        content=content,
        drafted_at=now,
    )
    return [drafted]
