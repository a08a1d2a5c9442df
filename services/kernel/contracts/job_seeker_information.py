"""The job-seeker information (求職情報) as it is entered and shown."""

from __future__ import annotations

from marshmallow import validate

from services.kernel.contracts.fields import Choice, Items, Payload, Text
from services.kernel.contracts.listings import EMPLOYMENT_TYPES

TALENT_FIELDS = (
    "education",
    "health",
    "social-security",
    "water",
    "agriculture",
    "environment",
    "infrastructure",
    "energy",
    "private-sector",
    "governance",
    "peace",
    "gender",
    "disaster",
    "information",
    "culture",
    "other",
)
TALENT_LANGUAGES = ("ja", "en", "fr", "es", "pt", "ar", "ru", "zh", "ko", "vi", "id", "sw", "other")
EDUCATION_LEVELS = ("high-school", "vocational", "bachelor", "master", "doctor")


def place() -> Text:
    """A country, or a prefecture of Japan: `KE`, `JP-13`."""
    pattern = validate.Regexp(r"[A-Z]{2}(-[0-9]{2})?\Z", error="not-a-choice")
    return Text(most=5, one_line=True, required=True, validate=pattern)


class JobSeekerInformation(Payload):
    """求職情報 (ID-42); the first three are never shown to organisations, `appeal` is 自己PR."""

    postal_code = Text(most=10, one_line=True)
    address = Text(most=300)
    telephone = Text(most=40, one_line=True)
    desired_work = Text(most=300)
    fields_wanted = Items(Choice(TALENT_FIELDS), most=len(TALENT_FIELDS))
    places = Items(place(), most=20)
    employment_types = Items(Choice(EMPLOYMENT_TYPES), most=len(EMPLOYMENT_TYPES))
    languages = Items(Choice(TALENT_LANGUAGES), most=len(TALENT_LANGUAGES))
    education = Choice(EDUCATION_LEVELS, allow_none=True)
    experience = Text(most=4000)
    qualifications = Text(most=1000)
    appeal = Text(most=4000)
