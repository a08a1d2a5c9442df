"""What this service knows of a listing, and when one may apply to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.kernel.eventkit.domain import (
    FieldProblem,
    Kind,
    NotFound,
    Refusal,
    refuse_inactive_job_seeker,
)
from services.kernel.eventkit.domain.actor import Actor, Facet
from services.kernel.eventkit.domain.tokyo import tokyo_date

TRAININGS = frozenset({"training", "seminar"})
PUBLIC_RECRUITMENTS = frozenset({"public-recruitment"})


class Confirmation(StrEnum):
    """What an applicant ticks: the first three for jobs (AP-03), the others for JICA (AP-05)."""

    METHOD_AGREED = "method-agreed"
    QUALIFICATIONS_MET = "qualifications-met"
    DOCUMENTS_READY = "documents-ready"
    PROCEDURE_CHECKED = "procedure-checked"
    EXPERT_TREATMENT_CHECKED = "expert-treatment-checked"
    RESIDENTS_ABROAD_CHECKED = "residents-abroad-checked"


_FOR_JOBS = (
    Confirmation.METHOD_AGREED,
    Confirmation.QUALIFICATIONS_MET,
    Confirmation.DOCUMENTS_READY,
)
_FOR_PUBLIC_RECRUITMENTS = (
    Confirmation.PROCEDURE_CHECKED,
    Confirmation.EXPERT_TREATMENT_CHECKED,
    Confirmation.RESIDENTS_ABROAD_CHECKED,
)


class ListingState(StrEnum):
    """Whether a listing is on the portal."""

    PUBLISHED = "published"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class ListingTakesNoWebApplications(Refusal):
    """The listing has no label 「Web応募」; its own way of applying holds (AP-02)."""

    code = "listing-takes-no-web-applications"


class ListingNotOpenForApplications(Refusal):
    """The listing is not published or outside its recruitment period (AP-01, AP-11, D-63)."""

    code = "listing-not-open-for-applications"


class FullRegistrationNeeded(Refusal):
    """Public recruitments are for full registrants (AP-06)."""

    code = "full-registration-needed"
    kind = Kind.FORBIDDEN


class ConfirmationsIncomplete(Refusal):
    """Not every confirmation item is ticked (AP-03, AP-05)."""

    code = "confirmations-incomplete"
    kind = Kind.INVALID


@dataclass(frozen=True, slots=True)
class KnownListing:
    """A listing as its service last told."""

    listing_id: str
    data_number: str
    organisation_id: str
    organisation_name: str
    kind: str
    title: str
    state: ListingState
    stopped: bool
    recruitment_start_on: date | None
    recruitment_end_on: date | None
    web_application: bool
    direct_application: bool
    full_registrants_only: bool
    jocv_only: bool
    required_documents: tuple[str, ...]
    application_method: str
    language: str = "ja"
    leaves_at: datetime | None = None

    @property
    def is_training(self) -> bool:
        """Trainings and seminars stand in lists of their own (AP-25)."""
        return self.kind in TRAININGS


def confirmations_for(kind: str) -> tuple[Confirmation, ...]:
    """The items an applicant must tick for a listing of this kind (AP-03 to AP-05)."""
    if kind in TRAININGS:
        return ()
    return _FOR_PUBLIC_RECRUITMENTS if kind in PUBLIC_RECRUITMENTS else _FOR_JOBS


def check_open(listing: KnownListing, now: datetime) -> None:
    """Refuses unless applications are taken at this moment (AP-01, AP-11, D-48).

    The dates are compared as well as the state, because the news of an ended recruitment or of a
    removal may still be under way.
    """
    today = tokyo_date(now)
    started = listing.recruitment_start_on is None or listing.recruitment_start_on <= today
    over = listing.recruitment_end_on is not None and today > listing.recruitment_end_on
    gone = listing.leaves_at is not None and now >= listing.leaves_at
    closed = listing.state is not ListingState.PUBLISHED or listing.stopped or gone
    if closed or not started or over:
        raise ListingNotOpenForApplications


def check_applicant(listing: KnownListing, actor: Actor) -> None:
    """Refuses applicants the listing is not for (AP-06); hides JOCV-only jobs from others.

    Refuses whose job-seeker registration is inactive (ID-37).
    """
    if listing.jocv_only and Facet.JOCV_VIEW not in actor.facets:
        raise NotFound
    refuse_inactive_job_seeker(actor)
    only_full = listing.full_registrants_only or listing.kind in PUBLIC_RECRUITMENTS
    if only_full and Facet.FULL_REGISTRANT not in actor.facets:
        raise FullRegistrationNeeded


def check_confirmations(kind: str, ticked: tuple[str, ...]) -> None:
    """Refuses unless every item of this kind of listing is ticked."""
    missing = [item for item in confirmations_for(kind) if item not in ticked]
    if missing:
        problems = tuple(FieldProblem("not-confirmed", {"item": item.value}) for item in missing)
        raise ConfirmationsIncomplete(fields={"confirmations": problems})
