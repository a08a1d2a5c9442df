"""The registered data of individuals by section (ID-03, D-20)."""

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
