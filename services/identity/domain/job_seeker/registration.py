"""What becomes of a job-seeker registration (SM-02, ID-32 to ID-41)."""

from __future__ import annotations

from datetime import date, datetime

from services.identity.domain.job_seeker.events import (
    EmploymentConsultationRecorded,
    HelloWorkOfficeChanged,
    JobSeekerBecameHelloWorkUser,
    JobSeekerRegistrationDeactivated,
    JobSeekerRegistrationExpired,
    JobSeekerRegistrationExtended,
    JobSeekerRegistrationReactivated,
)
from services.identity.domain.job_seeker.kinds import (
    Activity,
    InactiveReason,
    JobSeekerStatus,
    ServiceKind,
)
from services.identity.domain.job_seeker.state import JobSeeker
from services.identity.domain.job_seeker.validity import (
    first_valid_until,
    last_day_to_switch_back,
    valid_until_after,
)
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import (
    FieldProblem,
    InvalidInput,
    JobSeekerInactive,
    NotFound,
    Refusal,
)
from services.kernel.eventkit.domain.tokyo import tokyo_date


class JobSeekerActive(Refusal):
    """The registration is active already."""

    code = "job-seeker-already-active"


class SwitchingBackIsOver(Refusal):
    """The period is over in which the seeker can become active alone (ID-39, D-32)."""

    code = "switching-back-is-over"


class AlreadyHelloWorkUser(Refusal):
    """The seeker uses a Hello Work office already (ID-32)."""

    code = "already-hello-work-user"


class OfficeAlreadyShown(Refusal):
    """The seeker's office is this one already (ID-41)."""

    code = "office-already-shown"


def require_registration(seeker: JobSeeker) -> None:
    """Raises `NotFound` where there is no job-seeker registration, or none any more."""
    if not seeker.registered:
        raise NotFound


def require_active(seeker: JobSeeker, now: datetime) -> None:
    """Raises `NotFound`, `JobSeekerInactive`."""
    require_registration(seeker)
    if not seeker.active_on(tokyo_date(now)):
        raise JobSeekerInactive


def note_activity(
    seeker: JobSeeker, account_id: str, activity: Activity, on: date, now: datetime
) -> list[JobSeekerRegistrationExtended]:
    """Extends the validity when the activity was in its final month (ID-34, ID-35).

    The day of the activity decides, not the moment of its news: an application of the last
    evening that is heard of after midnight extends a registration that has expired meanwhile.
    """
    expired = (
        seeker.status is JobSeekerStatus.INACTIVE
        and seeker.inactive_reason is InactiveReason.EXPIRED
    )
    if seeker.status is not JobSeekerStatus.ACTIVE and not expired:
        return []
    valid_until = valid_until_after(on, seeker.valid_until)
    if on < seeker.application_on or valid_until == seeker.valid_until:
        return []
    return [JobSeekerRegistrationExtended(account_id, activity, on, valid_until, now)]


def record_consultation(
    seeker: JobSeeker, account_id: str, held_on: date, office: str, now: datetime
) -> list[EmploymentConsultationRecorded | JobSeekerRegistrationExtended]:
    """Records an employment consultation (職業相談), which may extend the validity (ID-34).

    Raises `NotFound`, and `InvalidInput` for a day ahead or before the registration.
    """
    require_registration(seeker)
    if held_on > tokyo_date(now):
        raise InvalidInput(fields={"held_on": (FieldProblem("day-in-future"),)})
    if held_on < seeker.application_on:
        raise InvalidInput(fields={"held_on": (FieldProblem("before-registration"),)})
    return [
        EmploymentConsultationRecorded(account_id, held_on, office, now),
        *note_activity(seeker, account_id, Activity.CONSULTATION, held_on, now),
    ]


def expire(seeker: JobSeeker, account_id: str, now: datetime) -> list[JobSeekerRegistrationExpired]:
    """Ends the validity after its last day (ID-36); nothing to do before, or when inactive."""
    today = tokyo_date(now)
    if seeker.status is not JobSeekerStatus.ACTIVE or today <= seeker.valid_until:
        return []
    day_after = date.fromordinal(seeker.valid_until.toordinal() + 1)
    return [JobSeekerRegistrationExpired(account_id, day_after, now)]


def deactivate(
    seeker: JobSeeker, account_id: str, reason: InactiveReason, now: datetime
) -> list[JobSeekerRegistrationDeactivated]:
    """Switches the registration off, today (ID-36, ID-38). Raises `NotFound`, `JobSeekerInactive`."""
    require_active(seeker, now)
    return [JobSeekerRegistrationDeactivated(account_id, reason, tokyo_date(now), now)]


def reactivate(
    seeker: JobSeeker, account_id: str, now: datetime, rules: Rules, *, by_staff: bool
) -> list[JobSeekerRegistrationExpired | JobSeekerRegistrationReactivated]:
    """Makes it active again, valid as after an application of today (ID-39, D-32).

    Staff may at any time, the seeker for a while. Raises `NotFound`, `JobSeekerActive`,
    `SwitchingBackIsOver`.
    """
    require_registration(seeker)
    today = tokyo_date(now)
    if seeker.active_on(today):
        raise JobSeekerActive
    expired = expire(seeker, account_id, now)
    inactive_on = expired[0].inactive_on if expired else seeker.inactive_on or today
    last = last_day_to_switch_back(inactive_on, rules.switching_back_months)
    if not by_staff and today > last:
        raise SwitchingBackIsOver
    reactivated = JobSeekerRegistrationReactivated(account_id, first_valid_until(today), now)
    return [*expired, reactivated]


def become_hello_work_user(
    seeker: JobSeeker, account_id: str, office: str, now: datetime
) -> list[JobSeekerBecameHelloWorkUser]:
    """An online registrant uses an office for the first time (ID-32).

    Raises `NotFound`, `AlreadyHelloWorkUser`.
    """
    require_registration(seeker)
    if seeker.kind is ServiceKind.HELLO_WORK_USER:
        raise AlreadyHelloWorkUser
    return [JobSeekerBecameHelloWorkUser(account_id, office, now)]


def change_office(
    seeker: JobSeeker, account_id: str, office: str, now: datetime
) -> list[HelloWorkOfficeChanged]:
    """Another office is the one mainly used (ID-41). Raises `NotFound`, `OfficeAlreadyShown`."""
    require_registration(seeker)
    if seeker.office == office:
        raise OfficeAlreadyShown
    return [HelloWorkOfficeChanged(account_id, office, now)]
