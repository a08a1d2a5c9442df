"""Payloads of the identity service's operations on individuals (ID-06 to ID-22, ID-30)."""

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
from services.kernel.contracts.identity_profile import (
    PROFILE_SECTIONS,
    BasicSection,
    CareerSection,
    ContactSection,
    EducationSection,
    ExpertiseSection,
    IntentionSection,
    LanguagesSection,
    QualificationsSection,
)

REQUEST_LISTS = ("open", "overdue", "returned", "cleaning")
PERSON_STATUSES = (
    "simple",
    "full-requested",
    "full",
    "suspended",
    "deceased",
)


class UpdateProfile(Payload):
    """ID-18: the sections given are replaced, the others stay."""

    basic = Part(BasicSection, allow_none=True)
    contact = Part(ContactSection, allow_none=True)
    expertise = Part(ExpertiseSection, allow_none=True)
    education = Part(EducationSection, allow_none=True)
    career = Part(CareerSection, allow_none=True)
    languages = Part(LanguagesSection, allow_none=True)
    qualifications = Part(QualificationsSection, allow_none=True)
    intention = Part(IntentionSection, allow_none=True)
    expected_revision = Whole(allow_none=True)


class GetOwnRegistration(Payload):
    """The own registered data by section."""


class ConfirmRegisteredInformation(Payload):
    """ID-17."""


class RequestFullRegistration(Payload):
    """ID-07, ID-08."""


class ExtendTalentRegistration(Payload):
    """ID-15."""


class GetAccountHistory(Payload):
    """What happened to the own account, newest first."""

    limit = Whole(least=1, most=200)


class GetHeldData(Payload):
    """Everything the service holds about the caller."""


class FindFullRegistrationRequests(Payload):
    """ID-09, ID-14; `waiting_in` is one of the work lists."""

    waiting_in = Choice(REQUEST_LISTS)
    limit = Whole(least=1, most=100)
    offset = Whole(most=100_000)


class GetPerson(Payload):
    """One individual with all registered data."""

    account_id = Id(required=True)


class ReturnFullRegistration(Payload):
    """SM-01; `items` are the sections to complete."""

    account_id = Id(required=True)
    request_id = Id(required=True)
    items = Items(Choice(PROFILE_SECTIONS), least=1, most=len(PROFILE_SECTIONS), required=True)
    message = Text(most=1000, required=True)


class ApproveFullRegistration(Payload):
    """ID-10, ID-11; both check items have to be confirmed."""

    account_id = Id(required=True)
    request_id = Id(required=True)
    intention_confirmed = Truth(required=True)
    expertise_confirmed = Truth(required=True)
    expected_revision = Whole(allow_none=True)


class RejectFullRegistration(Payload):
    """ID-10, ID-11."""

    account_id = Id(required=True)
    request_id = Id(required=True)
    intention_confirmed = Truth()
    expertise_confirmed = Truth()
    reason = Text(most=1000, required=True)


class CleanFullRegistrationRequests(Payload):
    """ID-14: one or several."""

    account_ids = Items(Id(required=True), least=1, most=100, required=True)


class GiveExtensionNotice(Payload):
    """ID-15."""

    account_id = Id(required=True)
    until = Day(required=True)


class ExpireTalentRegistration(Payload):
    """ID-16."""

    account_id = Id(required=True)


class AskForConfirmation(Payload):
    """ID-17."""

    account_id = Id(required=True)


class GetExtensionOverview(Payload):
    """ID-16: days of the chosen period, both included."""

    first_on = Day(years=LASTING, required=True)
    last_on = Day(years=LASTING, required=True)


class FindExtensions(Payload):
    """Full registrants whose registration ends in a period, earliest first (ID-16)."""

    first_on = Day(years=LASTING, required=True)
    last_on = Day(years=LASTING, required=True)
    limit = Whole(least=1, most=100)
    offset = Whole(most=100_000)


class FindConfirmations(Payload):
    """Individuals who were asked to confirm their data and have not (ID-17)."""

    limit = Whole(least=1, most=100)
    offset = Whole(most=100_000)


class RecordJocvReturnee(Payload):
    """ID-12."""

    account_id = Id(required=True)
    returnee = Truth(required=True)


class FindPeople(Payload):
    """At least one of name, birth date and login ID (ID-21, ID-30)."""

    name = Text(most=100, one_line=True)
    birth_on = Day(years=LASTING, allow_none=True)
    login_id = Text(most=256, one_line=True)
    status = Choice(PERSON_STATUSES, allow_none=True)
    limit = Whole(least=1, most=100)
    offset = Whole(most=100_000)


class FindRestrictedPeople(Payload):
    """ID-21, ID-30."""

    status = Choice(("suspended", "deceased"))
    limit = Whole(least=1, most=100)
    offset = Whole(most=100_000)


class SuspendUser(Payload):
    """ID-30."""

    account_id = Id(required=True)
    reason = Text(most=1000, required=True)


class ReinstateUser(Payload):
    """ID-30."""

    account_id = Id(required=True)


class RecordDeath(Payload):
    """ID-21: the person was matched by name and birth date with an obituary."""

    account_id = Id(required=True)
    matched = Truth(required=True)
    obituary = Text(most=1000, required=True)


class RevokeDeathRecord(Payload):
    """D-28."""

    account_id = Id(required=True)
    reason = Text(most=1000, required=True)
