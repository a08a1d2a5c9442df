"""Public events of identity on job seekers: no number, no information, no personal data."""

from __future__ import annotations

from marshmallow import Schema

from services.kernel.contracts.fields import Choice, Day, Items, Text, Truth


class _OfAccount(Schema):
    account_id = Text(most=64, required=True)


class JobSeekerRegisteredData(_OfAccount):
    """A job-seeker registration began, at a counter or online (ID-24, ID-26)."""

    service_kind = Choice(("online-registrant", "hello-work-user"), required=True)
    office = Text(most=40, required=True)
    valid_until = Day(required=True)


class JobSeekerRegistrationExtendedData(_OfAccount):
    """An activity in the final month made the validity longer (ID-34)."""

    activity = Choice(("consultation", "placement", "direct-application"), required=True)
    valid_until = Day(required=True)


class JobSeekerRegistrationExpiredData(_OfAccount):
    """The last day of validity has passed (ID-36)."""


class JobSeekerRegistrationDeactivatedData(_OfAccount):
    """A job-seeker registration was switched off (ID-36, ID-38)."""

    reason = Choice(("switched-off", "employed"), required=True)


class JobSeekerRegistrationReactivatedData(_OfAccount):
    """A job-seeker registration is active again (ID-39)."""

    valid_until = Day(required=True)


class EmploymentConsultationRecordedData(_OfAccount):
    """Hello Work staff held an employment consultation (ID-34)."""

    held_on = Day(required=True)
    office = Text(most=40, required=True)


class JobSeekerBecameHelloWorkUserData(_OfAccount):
    """An online registrant used an office for the first time (ID-32)."""

    office = Text(most=40, required=True)


class HelloWorkOfficeChangedData(_OfAccount):
    """The seeker mainly uses another office (ID-41)."""

    office = Text(most=40, required=True)


class ProfilePublicationChangedData(_OfAccount):
    """To whom the profile is shown from now on (ID-43, D-33)."""

    public = Truth(required=True)
    shown_to = Items(Text(most=64), most=200, required=True)


EVENTS: dict[str, tuple[int, type[Schema]]] = {
    "JobSeekerRegistered": (1, JobSeekerRegisteredData),
    "JobSeekerRegistrationExtended": (1, JobSeekerRegistrationExtendedData),
    "JobSeekerRegistrationExpired": (1, JobSeekerRegistrationExpiredData),
    "JobSeekerRegistrationDeactivated": (1, JobSeekerRegistrationDeactivatedData),
    "JobSeekerRegistrationReactivated": (1, JobSeekerRegistrationReactivatedData),
    "EmploymentConsultationRecorded": (1, EmploymentConsultationRecordedData),
    "JobSeekerBecameHelloWorkUser": (1, JobSeekerBecameHelloWorkUserData),
    "HelloWorkOfficeChanged": (1, HelloWorkOfficeChangedData),
    "ProfilePublicationChanged": (1, ProfilePublicationChangedData),
}
