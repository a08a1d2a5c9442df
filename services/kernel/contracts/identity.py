"""Payloads of the identity service's commands and queries."""

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
from services.kernel.contracts.job_seeker_information import JobSeekerInformation

ACCOUNT_KINDS = ("individual", "organisation", "internal")
OPENING_PATHS = ("individual", "job-seeker-online", "job-seeker-counter")
SCHOOLS = ("none", "junior-high", "senior-high", "evening-course")
ORGANISATION_KINDS = ("full", "simple")
ORGANISATION_CATEGORIES = ("jica", "government", "school", "local-government", "other")
ORGANISATION_STATUSES = (
    "requested",
    "registered",
    "rejected",
    "expired",
    "invalidated",
    "withdrawn",
)
REVIEW_PATHS = ("full-check", "identity-check")
INSTITUTION_TYPES = (
    "company",
    "consultant",
    "ngo",
    "public-interest",
    "international",
    "government",
    "local-government",
    "university",
    "school",
    "research",
    "other",
)
INTERNAL_ROLES = (
    "jica-department",
    "hr-division",
    "secretariat",
    "counsellor",
    "hello-work",
    "partner",
    "mofa",
    "analyst",
    "operator",
)

_TYPED = 256
"""Most characters of a typed login ID or password; anything longer cannot be right."""


def _typed() -> Text:
    return Text(most=_TYPED, exact=True, one_line=True, required=True)


class RequestOpening(Payload):
    """ID-01, ID-23 to ID-26; what follows `path` is for the counter."""

    email = _typed()
    path = Choice(OPENING_PATHS)
    application_accepted = Truth()
    evening_course = Truth()
    office = Text(most=5, one_line=True, allow_none=True)
    application_on = Day(years=LASTING, allow_none=True)


class GetOpening(Payload):
    """The token of a mailed link."""

    token = Text(most=200, required=True)


class CompleteOpening(Payload):
    """ID-01, ID-04, ID-29; `school` is mandatory for a job-seeker MyPage (ID-28)."""

    token = Text(most=200, required=True)
    password = _typed()
    name = Text(most=100, one_line=True, required=True)
    name_kana = Text(most=100, one_line=True)
    birth_on = Day(required=True)
    secret_question = Text(most=100, one_line=True)
    secret_answer = Text(most=100, one_line=True)
    agreed_terms = Text(most=40, required=True)
    agreed_privacy = Text(most=40, required=True)
    school = Choice(SCHOOLS, allow_none=True)
    information = Part(JobSeekerInformation, allow_none=True)


class ActivateAccount(Payload):
    """The first password of an organisation's person in charge."""

    token = Text(most=200, required=True)
    password = _typed()
    agreed_terms = Text(most=40, required=True)
    agreed_privacy = Text(most=40, required=True)


class DiscardUnopenedAccount(Payload):
    """D-24."""

    account_id = Id(required=True)


class LogIn(Payload):
    """ID-53, ID-54; `device` is what the browser says of itself, the code that of a second factor."""

    kind = Choice(ACCOUNT_KINDS, required=True)
    login_id = _typed()
    password = _typed()
    one_time_code = Text(most=40, one_line=True)
    device = Text(most=300, one_line=True)


class LogOut(Payload):
    """ID-60."""

    token = Text(most=200, required=True)


class ResolveSession(Payload):
    """The bearer's token; `role` chooses among the roles of an internal user."""

    token = Text(most=200, required=True)
    role = Text(most=40)


class ExpireSession(Payload):
    """ID-61."""

    account_id = Id(required=True)
    session_id = Id(required=True)


class CheckReissueIdentity(Payload):
    """ID-62."""

    login_id = _typed()
    birth_on = Day(required=True)


class ReissuePassword(Payload):
    """ID-63."""

    login_id = _typed()
    birth_on = Day(required=True)
    answer = Text(most=100, one_line=True, required=True)


class ReissueOrganisationPassword(Payload):
    """ID-69, D-17."""

    login_id = _typed()
    email = _typed()
    organisation_code = _typed()


class ReissueInternalPassword(Payload):
    """ID-87."""

    account_id = Id(required=True)


class ChangePassword(Payload):
    """ID-65, ID-66."""

    current_password = _typed()
    new_password = _typed()


class Leave(Payload):
    """ID-20."""

    confirmed = Truth(required=True)


class GetProfile(Payload):
    """The own account."""


class GetContactsOf(Payload):
    """Accounts of individuals."""

    account_ids = Items(Id(required=True), most=200, required=True)


class GetMailDetails(Payload):
    """One of the two recipients, and what the mail is for."""

    purpose = Text(most=80, required=True)
    account_id = Text(most=64, allow_none=True)
    organisation_id = Text(most=64, allow_none=True)


class RequestOrganisationRegistration(Payload):
    """ID-72 to ID-75, ID-83; `without_login` is for Hello Work staff (ID-86, D-86)."""

    kind = Choice(ORGANISATION_KINDS, required=True)
    category = Choice(ORGANISATION_CATEGORIES, required=True)
    institution_type = Choice(INSTITUTION_TYPES, required=True)
    name = Text(most=200, one_line=True, required=True)
    name_en = Text(most=200, one_line=True, required=True)
    address = Text(most=300, required=True)
    telephone = Text(most=40, one_line=True, required=True)
    email = _typed()
    person_in_charge = Text(most=100, one_line=True, required=True)
    activity = Text(most=4000, required=True)
    listed = Truth()
    without_login = Truth()


class FindOrganisationRequests(Payload):
    """GW-49."""

    status = Choice(ORGANISATION_STATUSES)
    review_path = Choice(REVIEW_PATHS, allow_none=True)
    limit = Whole(least=1, most=100)
    offset = Whole(most=100_000)


class ApproveOrganisation(Payload):
    """ID-72."""

    organisation_id = Id(required=True)
    expected_version = Whole(allow_none=True)


class RejectOrganisation(Payload):
    """ID-76."""

    organisation_id = Id(required=True)
    reason = Text(most=1000, required=True)
    expected_version = Whole(allow_none=True)


class FindOrganisations(Payload):
    """ID-83."""

    category = Choice(ORGANISATION_CATEGORIES, allow_none=True)
    institution_type = Choice(INSTITUTION_TYPES, allow_none=True)
    limit = Whole(least=1, most=100)
    offset = Whole(most=100_000)


class GetOrganisation(Payload):
    """One organisation."""

    organisation_id = Id(required=True)


class CreateInternalUser(Payload):
    """ID-87; without a password a temporary one goes to the e-mail address."""

    login_id = _typed()
    name = Text(most=100, one_line=True, required=True)
    roles = Items(Choice(INTERNAL_ROLES), least=1, most=len(INTERNAL_ROLES), required=True)
    email = Text(most=_TYPED, exact=True, one_line=True)
    password = Text(most=_TYPED, exact=True, one_line=True)
    organisation_id = Text(most=64, allow_none=True)


class FindInternalUsers(Payload):
    """ID-87."""

    role = Choice(INTERNAL_ROLES, allow_none=True)
    account_id = Text(most=64, allow_none=True)
    limit = Whole(least=1, most=100)
    offset = Whole(most=100_000)
