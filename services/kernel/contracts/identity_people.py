"""Payloads of the identity service's operations on individuals (ID-03, ID-06 to ID-22, ID-30)."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import ValidationError

from services.kernel.contracts.fields import (
    LASTING,
    Choice,
    Day,
    Items,
    Part,
    Payload,
    Text,
    Truth,
    Whole,
)

PROFILE_SECTIONS = (
    "basic",
    "contact",
    "expertise",
    "education",
    "career",
    "languages",
    "qualifications",
    "intention",
)
EXPERTISE_AREAS = (
    "planning",
    "public-works",
    "agriculture",
    "industry",
    "energy",
    "commerce",
    "human-resources",
    "health",
    "welfare",
    "environment",
    "peace",
    "gender",
    "governance",
    "evaluation",
    "other",
)
REGIONS = (
    "southeast-asia",
    "south-asia",
    "central-asia",
    "oceania",
    "north-america",
    "middle-east",
    "africa",
    "europe",
    "japan",
)
DEGREES = ("doctor", "master", "bachelor", "associate", "vocational", "high-school", "other")
LANGUAGE_LEVELS = ("native", "business", "conversation", "beginner")
INTENTIONS = ("now", "within-a-year", "later", "undecided")
REQUEST_LISTS = ("open", "overdue", "returned", "cleaning")
PERSON_STATUSES = (
    "simple",
    "full-requested",
    "full",
    "suspended",
    "deceased",
)
_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_COUNTRY = re.compile(r"[A-Z]{2}")


class Month(Text):
    """A calendar month, `YYYY-MM`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(most=7, one_line=True, **options)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = str(super()._deserialize(value, attr, data, **kwargs))
        if text and not _MONTH.fullmatch(text):
            raise ValidationError("invalid-month")
        return text


class Country(Text):
    """A country by ISO 3166-1 alpha-2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(most=2, one_line=True, **options)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        text = str(super()._deserialize(value, attr, data, **kwargs))
        if text and not _COUNTRY.fullmatch(text):
            raise ValidationError("not-a-choice")
        return text


def _line(most: int = 200, **options: Any) -> Text:
    return Text(most=most, one_line=True, load_default="", **options)


def _needed(most: int = 200) -> Text:
    return Text(most=most, one_line=True, required=True)


def _id() -> Text:
    return Text(most=64, required=True)


class BasicSection(Payload):
    """Name, birth date, nationality (D-20)."""

    name = _needed(100)
    name_kana = _line(100)
    name_roman = _line(100)
    birth_on = Day(years=LASTING, required=True)
    nationality = Country(load_default="")


class ContactSection(Payload):
    """Registered address (登録住所) and telephone (登録電話番号) (ID-03)."""

    postal_code = _line(20)
    address = _line(300)
    telephone = _line(40)
    mobile = _line(40)


class ExpertiseSection(Payload):
    """Fields of expertise."""

    areas = Items(Choice(EXPERTISE_AREAS), most=len(EXPERTISE_AREAS), load_default=list)
    experience = Text(most=2000, load_default="")
    regions = Items(Choice(REGIONS), most=len(REGIONS), load_default=list)


class EducationEntry(Payload):
    """One school."""

    school = _needed()
    subject = _line()
    degree = Choice(DEGREES, required=True)
    started = Month(load_default="")
    ended = Month(load_default="")


class EducationSection(Payload):
    """Schools, the last first."""

    entries = Items(Part(EducationEntry), most=10, load_default=list)


class CareerEntry(Payload):
    """One employment."""

    employer = _needed()
    position = _line()
    country = Country(load_default="")
    started = Month(required=True)
    ended = Month(load_default="")
    duties = Text(most=2000, load_default="")


class CareerSection(Payload):
    """Employments, the last first; `none` says that there are none."""

    entries = Items(Part(CareerEntry), most=20, load_default=list)
    none = Truth(load_default=False)


class LanguageEntry(Payload):
    """One language with level and certificate."""

    language = _needed(60)
    level = Choice(LANGUAGE_LEVELS, required=True)
    certificate = _line()


class LanguagesSection(Payload):
    """Languages."""

    entries = Items(Part(LanguageEntry), most=10, load_default=list)


class QualificationEntry(Payload):
    """One qualification."""

    name = _needed()
    obtained = Month(load_default="")


class QualificationsSection(Payload):
    """Qualifications; `none` says that there are none."""

    entries = Items(Part(QualificationEntry), most=20, load_default=list)
    none = Truth(load_default=False)


class IntentionSection(Payload):
    """Intention to work in international cooperation."""

    intention = Choice((*INTENTIONS, ""), load_default="")
    regions = Items(Choice(REGIONS), most=len(REGIONS), load_default=list)
    available_from = Month(load_default="")
    motive = Text(most=2000, load_default="")


SECTION_SCHEMAS: dict[str, type[Payload]] = {
    "basic": BasicSection,
    "contact": ContactSection,
    "expertise": ExpertiseSection,
    "education": EducationSection,
    "career": CareerSection,
    "languages": LanguagesSection,
    "qualifications": QualificationsSection,
    "intention": IntentionSection,
}


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

    account_id = _id()


class ReturnFullRegistration(Payload):
    """SM-01; `items` are the sections to complete."""

    account_id = _id()
    request_id = _id()
    items = Items(Choice(PROFILE_SECTIONS), least=1, most=len(PROFILE_SECTIONS), required=True)
    message = Text(most=1000, required=True)


class ApproveFullRegistration(Payload):
    """ID-10, ID-11; both check items have to be confirmed."""

    account_id = _id()
    request_id = _id()
    intention_confirmed = Truth(required=True)
    expertise_confirmed = Truth(required=True)
    expected_revision = Whole(allow_none=True)


class RejectFullRegistration(Payload):
    """ID-10, ID-11."""

    account_id = _id()
    request_id = _id()
    intention_confirmed = Truth()
    expertise_confirmed = Truth()
    reason = Text(most=1000, required=True)


class CleanFullRegistrationRequests(Payload):
    """ID-14: one or several."""

    account_ids = Items(_id(), least=1, most=100, required=True)


class GiveExtensionNotice(Payload):
    """ID-15."""

    account_id = _id()
    until = Day(required=True)


class ExpireTalentRegistration(Payload):
    """ID-16."""

    account_id = _id()


class AskForConfirmation(Payload):
    """ID-17."""

    account_id = _id()


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

    account_id = _id()
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

    account_id = _id()
    reason = Text(most=1000, required=True)


class ReinstateUser(Payload):
    """ID-30."""

    account_id = _id()


class RecordDeath(Payload):
    """ID-21: the person was matched by name and birth date with an obituary."""

    account_id = _id()
    matched = Truth(required=True)
    obituary = Text(most=1000, required=True)


class RevokeDeathRecord(Payload):
    """D-28."""

    account_id = _id()
    reason = Text(most=1000, required=True)
