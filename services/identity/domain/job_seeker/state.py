"""The job-seeker part of an account and its fold."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from services.identity.domain.job_seeker.events import (
    CounterApplicationAccepted,
    EmploymentConsultationRecorded,
    HelloWorkOfficeChanged,
    JobSeekerBecameHelloWorkUser,
    JobSeekerInformationUpdated,
    JobSeekerRegistered,
    JobSeekerRegistrationDeactivated,
    JobSeekerRegistrationExpired,
    JobSeekerRegistrationExtended,
    JobSeekerRegistrationReactivated,
    OrganisationBlockNoted,
    ProfilePublicationChanged,
)
from services.identity.domain.job_seeker.kinds import InactiveReason, JobSeekerStatus, ServiceKind
from services.kernel.eventkit.domain import Sealed


@dataclass(frozen=True, slots=True)
class Publication:
    """To whom the profile is shown; `blocked` organisations never see it (D-33)."""

    user_id: str = ""
    public: bool = False
    shown_to: frozenset[str] = frozenset()
    blocked: frozenset[str] = frozenset()

    def admits(self, organisation_id: str) -> bool:
        """Whether the person's own switches show the profile to this organisation."""
        shown = self.public or organisation_id in self.shown_to
        return shown and organisation_id not in self.blocked


@dataclass(frozen=True, slots=True)
class JobSeeker:
    """The job-seeker registration of an account, and what it shows of the person.

    `counter` is an application that was accepted at a counter and not yet turned into a
    registration by the person's agreement.
    """

    status: JobSeekerStatus = JobSeekerStatus.NONE
    number: str = ""
    kind: ServiceKind = ServiceKind.ONLINE_REGISTRANT
    office: str = ""
    application_on: date = date.min
    valid_until: date = date.min
    inactive_on: date | None = None
    inactive_reason: InactiveReason | None = None
    counter: CounterApplicationAccepted | None = None
    information: Sealed | None = None
    informed_at: datetime | None = None
    publication: Publication = Publication()

    @property
    def registered(self) -> bool:
        """Whether there is a registration, active or inactive."""
        return self.status in (JobSeekerStatus.ACTIVE, JobSeekerStatus.INACTIVE)

    def active_on(self, day: date) -> bool:
        """Active, also while the news of an expiry at midnight is still under way (ID-36)."""
        return self.status is JobSeekerStatus.ACTIVE and day <= self.valid_until


NO_JOB_SEEKER = JobSeeker()
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def information_revision(informed_at: datetime | None) -> int:
    """A number that every update of the information changes: its moment in milliseconds, or 0."""
    return 0 if informed_at is None else (informed_at - _NEVER) // timedelta(milliseconds=1)


def evolve(state: JobSeeker, event: object) -> JobSeeker:
    """The fold of the job-seeker part; events of others change nothing."""
    match event:
        case CounterApplicationAccepted():
            return replace(state, counter=event)
        case JobSeekerRegistered():
            return replace(
                state,
                status=JobSeekerStatus.ACTIVE,
                number=event.number,
                kind=event.kind,
                office=event.office,
                application_on=event.application_on,
                valid_until=event.valid_until,
                counter=None,
            )
        case JobSeekerRegistrationExtended() | JobSeekerRegistrationReactivated():
            return replace(
                state,
                status=JobSeekerStatus.ACTIVE,
                valid_until=event.valid_until,
                inactive_on=None,
                inactive_reason=None,
            )
        case JobSeekerRegistrationExpired():
            return _inactive(state, event.inactive_on, InactiveReason.EXPIRED)
        case JobSeekerRegistrationDeactivated():
            return _inactive(state, event.inactive_on, event.reason)
        case JobSeekerBecameHelloWorkUser():
            return replace(state, kind=ServiceKind.HELLO_WORK_USER, office=event.office)
        case HelloWorkOfficeChanged():
            return replace(state, office=event.office)
        case EmploymentConsultationRecorded():
            return state
    return _shown(state, event)


def closed(state: JobSeeker) -> JobSeeker:
    """The registration of a person who left (SM-02)."""
    return replace(state, status=JobSeekerStatus.CLOSED) if state.registered else state


def _inactive(state: JobSeeker, on: date, reason: InactiveReason) -> JobSeeker:
    return replace(state, status=JobSeekerStatus.INACTIVE, inactive_on=on, inactive_reason=reason)


def _shown(state: JobSeeker, event: object) -> JobSeeker:
    publication = state.publication
    match event:
        case JobSeekerInformationUpdated():
            return replace(state, information=event.information, informed_at=event.at)
        case ProfilePublicationChanged():
            publication = replace(
                publication,
                user_id=event.user_id,
                public=event.public,
                shown_to=frozenset(event.shown_to),
            )
        case OrganisationBlockNoted():
            one = frozenset({event.organisation_id})
            blocked = publication.blocked | one if event.blocked else publication.blocked - one
            publication = replace(publication, blocked=blocked)
        case _:
            return state
    return replace(state, publication=publication)
