"""Payloads of identity's operations on job seekers and on the browsing of people."""

from __future__ import annotations

from services.kernel.contracts.fields import (
    LASTING,
    Choice,
    Day,
    Id,
    Items,
    Part,
    Payload,
    Text,
    Truth,
    Whole,
)
from services.kernel.contracts.identity import SCHOOLS
from services.kernel.contracts.job_seeker_information import (
    EDUCATION_LEVELS,
    TALENT_FIELDS,
    TALENT_LANGUAGES,
    JobSeekerInformation,
    place,
)
from services.kernel.contracts.listings import EMPLOYMENT_TYPES

DEACTIVATION_REASONS = ("switched-off", "employed")


def _office() -> Text:
    return Text(most=5, one_line=True, required=True)


class ApplyAsJobSeeker(Payload):
    """The job-seeker application of somebody who has an account (ID-26, D-22)."""

    school = Choice(SCHOOLS, required=True)
    agreed_terms = Text(most=40, required=True)
    agreed_privacy = Text(most=40, required=True)
    information = Part(JobSeekerInformation)


class DeactivateJobSeeker(Payload):
    """ID-36, ID-38; `account_id` by staff only."""

    reason = Choice(DEACTIVATION_REASONS, required=True)
    account_id = Text(most=64, one_line=True, allow_none=True)


class ReactivateJobSeeker(Payload):
    """ID-39; `account_id` by staff only."""

    account_id = Text(most=64, one_line=True, allow_none=True)


class ExpireJobSeeker(Payload):
    """ID-36; the scheduler's."""

    account_id = Id(required=True)


class RecordEmploymentConsultation(Payload):
    """ID-34; the seeker's office unless another one is named."""

    account_id = Id(required=True)
    held_on = Day(required=True, years=LASTING)
    office = Text(most=5, one_line=True, allow_none=True)


class RecordOfficeUse(Payload):
    """ID-32: an online registrant uses an office for the first time."""

    account_id = Id(required=True)
    office = _office()


class ChangeHelloWorkOffice(Payload):
    """ID-41."""

    account_id = Id(required=True)
    office = _office()


class UpdateJobSeekerInformation(JobSeekerInformation):
    """ID-42; the whole information takes the place of the present one, of that revision if given."""

    expected_revision = Whole(allow_none=True)


class PublishProfile(Payload):
    """The switch 公開 / 非公開 (ID-43)."""

    public = Truth(required=True)


class ShowProfileTo(Payload):
    """A private profile is shown to this organisation nevertheless (D-33)."""

    organisation_id = Id(required=True)


class StopShowingProfileTo(Payload):
    """Takes an organisation off that list."""

    organisation_id = Id(required=True)


class NoteOrganisationBlock(Payload):
    """A person blocked an organisation, or lifted the block (D-33); the internal system's."""

    account_id = Id(required=True)
    organisation_id = Id(required=True)
    blocked = Truth(required=True)


class GetJobSeeker(Payload):
    """The own registration, or by staff that of an account."""

    account_id = Text(most=64, one_line=True, allow_none=True)


class FindJobSeeker(Payload):
    """By the number that the two-dimensional code holds (ID-47)."""

    number = Text(most=20, one_line=True, required=True)


class GetAgreement(Payload):
    """The texts to agree to (ID-29)."""


class FindOffices(Payload):
    """All offices, or the one of a postal code (ID-40)."""

    postal_code = Text(most=10, one_line=True)


class SearchPeople(Payload):
    """ID-48 to ID-50: a keyword, and conditions that narrow."""

    keyword = Text(most=200, one_line=True)
    fields_wanted = Items(Choice(TALENT_FIELDS), most=len(TALENT_FIELDS))
    places = Items(place(), most=50)
    employment_types = Items(Choice(EMPLOYMENT_TYPES), most=len(EMPLOYMENT_TYPES))
    languages = Items(Choice(TALENT_LANGUAGES), most=len(TALENT_LANGUAGES))
    education = Items(Choice(EDUCATION_LEVELS), most=len(EDUCATION_LEVELS))
    page = Whole(least=1, most=50)


class ViewPerson(Payload):
    """ID-51, ID-52."""

    account_id = Id(required=True)


class GetProfileShowing(Payload):
    """A person and an organisation that wants to write to them (ID-44); the internal system's."""

    account_id = Id(required=True)
    organisation_id = Id(required=True)


class FindTalentViewers(Payload):
    """Organisations that viewed people in a period, both days included (ID-52)."""

    from_on = Day(required=True, years=LASTING)
    until_on = Day(required=True, years=LASTING)
