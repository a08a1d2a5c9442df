"""Stored events of the extraction of personal data (SM-20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.kernel.eventkit.domain import Sealed


class ExtractedItem(StrEnum):
    """What can be asked for of each person; a request names what it needs."""

    NAME = "name"
    NAME_KANA = "name_kana"
    BIRTH_ON = "birth_on"
    NATIONALITY = "nationality"
    EMAIL = "email"
    POSTAL_CODE = "postal_code"
    ADDRESS = "address"
    TELEPHONE = "telephone"
    AREAS = "areas"
    REGIONS = "regions"
    LANGUAGES = "languages"
    QUALIFICATIONS = "qualifications"
    JOCV_RETURNEE = "jocv_returnee"


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which full registrants; what is left empty leaves nobody out."""

    areas: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    language: str = ""
    jocv_returnee: bool | None = None
    age_from: int | None = None
    age_to: int | None = None


EVERYBODY = Conditions()
"""All full registrants."""


@dataclass(frozen=True, slots=True)
class DataExtractionRequested:
    """A JICA department asked for data, with purpose and conditions (ID-89)."""

    extraction_id: str
    requester_id: str
    purpose: Sealed
    conditions: Conditions
    items: tuple[ExtractedItem, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class DataExtractionApproved:
    """Somebody of the secretariat, not the requester, approved (D-40)."""

    extraction_id: str
    approver_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DataExtractionRejected:
    """The secretariat refused with a reason (ID-89)."""

    extraction_id: str
    approver_id: str
    reason: Sealed
    at: datetime


@dataclass(frozen=True, slots=True)
class DataExtractionProvided:
    """The result can be downloaded by the requester until this moment (ID-90, D-40)."""

    extraction_id: str
    requester_id: str
    records: int
    until: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class ExtractionDownloaded:
    """The requester began a download (D-40)."""

    extraction_id: str
    download_id: str
    account_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ExtractionDiscarded:
    """The 7 days are over: the list of persons is deleted."""

    extraction_id: str
    at: datetime
