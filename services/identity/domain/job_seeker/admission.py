"""Who may have a job-seeker registration, and how it begins (ID-23 to ID-29, ID-33)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from services.identity.domain.job_seeker.events import (
    CounterApplicationAccepted,
    JobSeekerRegistered,
)
from services.identity.domain.job_seeker.kinds import JobSeekerStatus, ServiceKind
from services.identity.domain.job_seeker.state import JobSeeker
from services.identity.domain.job_seeker.validity import first_valid_until
from services.identity.domain.kinds import School
from services.identity.domain.rules import Rules
from services.kernel.eventkit.domain import FieldProblem, InvalidInput, Refusal
from services.kernel.eventkit.domain.tokyo import tokyo_date


class TooYoungForJobSeeker(Refusal):
    """Persons aged 15 or younger cannot open a job-seeker MyPage (ID-27, D-29)."""

    code = "too-young-for-job-seeker"


class PupilCannotOpen(Refusal):
    """Pupils cannot open a job-seeker MyPage; staff confirm the night-school exception (ID-28)."""

    code = "pupil-cannot-open"


class ApplicationNotAccepted(Refusal):
    """At the counter the job-seeker application comes before the opening (ID-25)."""

    code = "job-seeker-application-not-accepted"


class AlreadyJobSeeker(Refusal):
    """A person has one job-seeker registration (ID-31)."""

    code = "already-job-seeker"


@dataclass(frozen=True, slots=True)
class JobSeekerApplication:
    """The job-seeker application (求職申込み) of a person who agreed to the present texts.

    `office_of_residence` is the office of the postal code, for applications made online (ID-40).
    `number` gives the job-seeker number for an office.
    """

    birth_on: date
    school: School | None
    office_of_residence: str | None
    terms_version: str
    privacy_version: str
    number: Callable[[str], str]


def age(birth_on: date, today: date) -> int:
    """Full years; whoever is born on 29 February has the birthday on 1 March in other years."""
    had_birthday = (today.month, today.day) >= (birth_on.month, birth_on.day)
    return today.year - birth_on.year - (0 if had_birthday else 1)


def require_age(birth_on: date, now: datetime, rules: Rules) -> None:
    """A job-seeker MyPage is opened and used from the 16th birthday (ID-27, D-29).

    Raises `TooYoungForJobSeeker`.
    """
    if age(birth_on, tokyo_date(now)) < rules.job_seeker_age:
        raise TooYoungForJobSeeker


def accept_at_counter(
    seeker: JobSeeker, accepted: CounterApplicationAccepted
) -> list[CounterApplicationAccepted]:
    """Notes an application accepted at the counter; nothing to do for a registered seeker.

    Raises `InvalidInput` for a day ahead, or so long ago that the registration would be over.
    """
    today = tokyo_date(accepted.at)
    if accepted.application_on > today:
        raise InvalidInput(fields={"application_on": (FieldProblem("day-in-future"),)})
    if first_valid_until(accepted.application_on) < today:
        raise InvalidInput(fields={"application_on": (FieldProblem("application-too-old"),)})
    if seeker.status is not JobSeekerStatus.NONE:
        return []
    return [accepted]


def register(
    seeker: JobSeeker,
    account_id: str,
    application: JobSeekerApplication,
    now: datetime,
    rules: Rules,
) -> list[JobSeekerRegistered]:
    """Begins the registration: of a Hello Work user when a counter accepted the application.

    Raises `AlreadyJobSeeker`, `TooYoungForJobSeeker`, `PupilCannotOpen`, and `InvalidInput`
    without the answer on school or, online, an office.
    """
    if seeker.status is not JobSeekerStatus.NONE:
        raise AlreadyJobSeeker
    counter = seeker.counter
    school = _refuse_school_age(application, counter, now, rules)
    office = counter.office if counter else application.office_of_residence
    if not office:
        raise InvalidInput(fields={"information.postal_code": (FieldProblem("required"),)})
    application_on = counter.application_on if counter else tokyo_date(now)
    return [
        JobSeekerRegistered(
            account_id=account_id,
            number=application.number(office),
            kind=ServiceKind.HELLO_WORK_USER if counter else ServiceKind.ONLINE_REGISTRANT,
            office=office,
            school=school,
            application_on=application_on,
            valid_until=first_valid_until(application_on),
            terms_version=application.terms_version,
            privacy_version=application.privacy_version,
            at=now,
        )
    ]


def _refuse_school_age(
    application: JobSeekerApplication,
    counter: CounterApplicationAccepted | None,
    now: datetime,
    rules: Rules,
) -> School:
    school = application.school
    if school is None:
        raise InvalidInput(fields={"school": (FieldProblem("required"),)})
    require_age(application.birth_on, now, rules)
    confirmed = counter is not None and counter.evening_course
    if school is not School.NONE and not (school is School.EVENING_COURSE and confirmed):
        raise PupilCannotOpen
    return school
