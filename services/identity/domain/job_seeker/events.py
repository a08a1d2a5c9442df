"""Stored events of job-seeker registrations and of what job seekers show; in the account's stream."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.identity.domain.job_seeker.kinds import Activity, InactiveReason, ServiceKind
from services.identity.domain.kinds import School
from services.kernel.eventkit.domain import Sealed


@dataclass(frozen=True, slots=True)
class CounterApplicationAccepted:
    """Hello Work staff accepted the job-seeker application at the counter (ID-24, ID-25).

    `evening_course`: staff confirmed the exception for night and part-time courses (D-29).
    """

    account_id: str
    office: str
    application_on: date
    evening_course: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class JobSeekerRegistered:
    """The job-seeker registration begins, with the versions agreed to (ID-26, ID-29, ID-31)."""

    account_id: str
    number: str
    kind: ServiceKind
    office: str
    school: School
    application_on: date
    valid_until: date
    terms_version: str
    privacy_version: str
    at: datetime


@dataclass(frozen=True, slots=True)
class JobSeekerRegistrationExtended:
    """An activity in the final month made the validity one month longer (ID-34)."""

    account_id: str
    activity: Activity
    activity_on: date
    valid_until: date
    at: datetime


@dataclass(frozen=True, slots=True)
class JobSeekerRegistrationExpired:
    """The last day of validity has passed (ID-36); `inactive_on` is the day after it."""

    account_id: str
    inactive_on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class JobSeekerRegistrationDeactivated:
    """Switched off by the seeker or by staff, or employed (ID-36, ID-38)."""

    account_id: str
    reason: InactiveReason
    inactive_on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class JobSeekerRegistrationReactivated:
    """Active again, with a validity as for an application of this day (ID-39, D-32)."""

    account_id: str
    valid_until: date
    at: datetime


@dataclass(frozen=True, slots=True)
class EmploymentConsultationRecorded:
    """Staff held an employment consultation (職業相談) with the seeker (ID-34)."""

    account_id: str
    held_on: date
    office: str
    at: datetime


@dataclass(frozen=True, slots=True)
class JobSeekerBecameHelloWorkUser:
    """An online registrant used an office for the first time (ID-32)."""

    account_id: str
    office: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HelloWorkOfficeChanged:
    """The seeker mainly uses another office now (ID-41)."""

    account_id: str
    office: str
    at: datetime


@dataclass(frozen=True, slots=True)
class JobSeekerInformationUpdated:
    """The job-seeker information (求職情報) with the appeal to recruiting bodies (ID-42, ID-51)."""

    account_id: str
    information: Sealed
    at: datetime


@dataclass(frozen=True, slots=True)
class ProfilePublicationChanged:
    """To whom the profile is shown from now on (ID-43, D-33).

    `user_id` (ユーザID) is what organisations know the person by, given at the first change.
    """

    account_id: str
    user_id: str
    public: bool
    shown_to: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class OrganisationBlockNoted:
    """The person blocked an organisation, or lifted the block: it never sees the profile (D-33)."""

    account_id: str
    organisation_id: str
    blocked: bool
    at: datetime
