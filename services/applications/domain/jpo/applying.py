"""Applying to a round of a JPO campaign (AP-53 to AP-55)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from services.applications.domain.application.events import ApplicationSubmitted, Route
from services.applications.domain.jpo import events as happened
from services.applications.domain.jpo.candidate import Candidate, CandidateState
from services.applications.domain.jpo.conditions import PROVEN, Declaration, failed_conditions
from services.applications.domain.jpo.refusals import (
    JpoAlreadyApplied,
    JpoApplicationSent,
    JpoProofsMissing,
    JpoRefusedTooOften,
    JpoRoundNotOpen,
)
from services.kernel.eventkit.domain import Actor, Sealed, refuse_inactive_job_seeker
from services.kernel.eventkit.domain.tokyo import tokyo_date

CENTRE = "mofa-centre"
"""Who receives JPO applications, where other applications name an organisation."""

REFUSALS_PER_ROUND = 4
"""So often a person may be refused in a round and apply again."""


@dataclass(frozen=True, slots=True)
class JpoRound:
    """A round of a campaign as the listings service last told."""

    campaign_id: str
    application_year: int
    number: int
    opens_on: date
    closes_on: date
    open: bool


def check_round(taking: JpoRound, applicant: Actor, now: datetime) -> None:
    """Refuses outside an open round, and whose job-seeker registration is inactive (ID-37).

    The dates are compared as well, because the news of a closed round may still be under way.
    """
    refuse_inactive_job_seeker(applicant)
    if not taking.open or not taking.opens_on <= tokyo_date(now) <= taking.closes_on:
        raise JpoRoundNotOpen


def check_unsent(candidate: Candidate) -> None:
    """Refuses documents for an application that was sent."""
    match candidate.state:
        case CandidateState.NONE:
            return
        case CandidateState.REFUSED:
            raise JpoRefusedTooOften
        case _:
            raise JpoApplicationSent


def apply(
    candidate: Candidate,
    about: happened.CandidateAbout,
    taking: JpoRound,
    applicant: Actor,
    declared: Declaration,
    *,
    content: Sealed,
    reception_id: str,
    now: datetime,
) -> list[Any]:
    """The application, or its refusal as an event where a condition is not met.

    Raises `JpoRoundNotOpen`, `JobSeekerInactive`, `JpoAlreadyApplied`, `JpoRefusedTooOften` (of
    this attempt), `JpoProofsMissing`.
    """
    if candidate.state is CandidateState.REFUSED:
        raise JpoRefusedTooOften
    if candidate.state is not CandidateState.NONE:
        raise JpoAlreadyApplied
    check_round(taking, applicant, now)
    failed = failed_conditions(declared, taking.application_year)
    if failed:
        return [happened.JpoApplicationRefused(about, failed, content, now)]
    missing = [one for one in PROVEN if one not in candidate.proofs]
    if missing:
        raise JpoProofsMissing(missing)
    submitted = ApplicationSubmitted(
        application_id=about.application_id,
        reception_id=reception_id,
        listing_id=about.campaign_id,
        organisation_id=CENTRE,
        person_id=about.person_id,
        route=Route.JPO,
        submitted_at=now,
    )
    return [happened.JpoFormFilled(about, content, now), submitted]
