"""Sending an application, and taking it back within 24 hours."""

from __future__ import annotations

from datetime import datetime, timedelta

from services.applications.domain.application.documents import (
    ApplicationAlreadySubmitted,
    check_required,
)
from services.applications.domain.application.events import (
    ApplicationCancelled,
    ApplicationSubmitted,
)
from services.applications.domain.application.routes import check_route
from services.applications.domain.application.state import Application, State
from services.applications.domain.listing import (
    KnownListing,
    check_applicant,
    check_confirmations,
    check_open,
)
from services.kernel.eventkit.domain import Actor, NotFound, Refusal

CANCELLABLE_FOR = timedelta(hours=24)


class CancellationPeriodOver(Refusal):
    """24 hours have passed; the applicant tells the organisation directly (AP-34)."""

    code = "cancellation-period-over"


class SelectionAlreadyEnded(Refusal):
    """The application is decided, declined, cancelled or finished."""

    code = "selection-already-ended"


def submit(
    application: Application,
    listing: KnownListing,
    applicant: Actor,
    *,
    reception_id: str,
    now: datetime,
) -> list[ApplicationSubmitted]:
    """Sends the draft to the organisation; the listing's state at `now` decides (D-63).

    Raises ApplicationAlreadySubmitted, ListingNotOpenForApplications,
    ListingTakesNoWebApplications, ListingTakesNoDirectApplications, ActiveJobSeekerNeeded,
    FullRegistrationNeeded, JobSeekerInactive, ConfirmationsIncomplete,
    RequiredDocumentsMissing.
    """
    if application.state in (State.NONE, State.DISCARDED):
        raise NotFound
    if application.state is not State.DRAFT:
        raise ApplicationAlreadySubmitted
    check_applicant(listing, applicant)
    check_route(listing, applicant, application.route)
    check_open(listing, now)
    check_confirmations(listing.kind, application.confirmations)
    check_required(application, listing.required_documents)
    ids = {**application.ids(), "reception_id": reception_id}
    return [ApplicationSubmitted(**ids, route=application.route, submitted_at=now)]


def cancellable_until(submitted_at: datetime) -> datetime:
    """The last second at which the applicant can cancel (AP-33, AP-36, D-04)."""
    return submitted_at.replace(microsecond=0) + CANCELLABLE_FOR


def cancel(application: Application, *, now: datetime) -> list[ApplicationCancelled]:
    """Takes the application back; raises CancellationPeriodOver, SelectionAlreadyEnded."""
    if application.submitted_at is None:
        raise NotFound
    if not application.is_open or application.finished:
        raise SelectionAlreadyEnded
    if now.replace(microsecond=0) > cancellable_until(application.submitted_at):
        raise CancellationPeriodOver
    return [ApplicationCancelled(**application.ids(), cancelled_at=now)]
