"""Payloads about the extraction of personal data (ID-89, ID-90)."""

from __future__ import annotations

from services.kernel.contracts.fields import Choice, Items, Payload, Text, Truth, Whole
from services.kernel.contracts.identity_profile import EXPERTISE_AREAS, REGIONS

STATES = ("requested", "approved", "rejected", "provided")
ITEMS = (
    "name",
    "name_kana",
    "birth_on",
    "nationality",
    "email",
    "postal_code",
    "address",
    "telephone",
    "areas",
    "regions",
    "languages",
    "qualifications",
    "jocv_returnee",
)
"""What can be asked for of each person."""


class _OfExtraction(Payload):
    extraction_id = Text(most=64, required=True)


class RequestDataExtraction(Payload):
    """ID-89; a condition that is left out leaves nobody out."""

    purpose = Text(most=2000, required=True)
    items = Items(Choice(ITEMS), least=1, most=len(ITEMS), required=True)
    areas = Items(Choice(EXPERTISE_AREAS), most=len(EXPERTISE_AREAS))
    regions = Items(Choice(REGIONS), most=len(REGIONS))
    language = Text(most=60, one_line=True)
    jocv_returnee = Truth(allow_none=True)
    age_from = Whole(most=120, allow_none=True)
    age_to = Whole(most=120, allow_none=True)


class ApproveDataExtraction(_OfExtraction):
    """ID-89, D-40."""


class RejectDataExtraction(_OfExtraction):
    """ID-89."""

    reason = Text(most=1000, required=True)


class DownloadExtraction(_OfExtraction):
    """D-40."""


class DiscardExtraction(_OfExtraction):
    """D-40."""


class FindExtractions(Payload):
    """ID-90."""

    state = Choice(STATES, allow_none=True)
    limit = Whole(least=1, most=100)
    offset = Whole(most=100_000)


class GetExtraction(_OfExtraction):
    """ID-90."""


class ReadExtraction(_OfExtraction):
    """One part of a download that was logged."""

    download_id = Text(most=64, required=True)
    part = Whole(most=100_000)
