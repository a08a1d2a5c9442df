"""What is public about an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class OrganisationKind(StrEnum):
    """Full (国際協力団体) or simple (簡易団体登録) (ID-72, ID-74)."""

    FULL = "full"
    SIMPLE = "simple"


class Category(StrEnum):
    """The one category of an organisation (ID-75)."""

    JICA = "jica"
    GOVERNMENT = "government"
    SCHOOL = "school"
    LOCAL_GOVERNMENT = "local-government"
    OTHER = "other"


class InstitutionType(StrEnum):
    """What kind of body it is, the condition 機関種別 of the search (LI-52)."""

    COMPANY = "company"
    CONSULTANT = "consultant"
    NGO = "ngo"
    PUBLIC_INTEREST = "public-interest"
    INTERNATIONAL = "international"
    GOVERNMENT = "government"
    LOCAL_GOVERNMENT = "local-government"
    UNIVERSITY = "university"
    SCHOOL = "school"
    RESEARCH = "research"
    OTHER = "other"


class ReviewPath(StrEnum):
    """The two paths of review (ID-73, D-35): in full, or for identity only."""

    FULL_CHECK = "full-check"
    IDENTITY_CHECK = "identity-check"


class LeavingReason(StrEnum):
    """The answers of the leaving survey (退会アンケート, ID-84)."""

    PURPOSE_FULFILLED = "purpose-fulfilled"
    NO_RECRUITMENT = "no-recruitment"
    FEW_APPLICANTS = "few-applicants"
    HARD_TO_USE = "hard-to-use"
    OTHER_SERVICE = "other-service"
    REORGANISATION = "reorganisation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class JicaCommonData:
    """What all accounts of JICA say of JICA (JICA団体情報(共通), ID-79)."""

    name: str = ""
    name_en: str = ""
    address: str = ""
    telephone: str = ""
    website: str = ""
    activity: str = ""


@dataclass(frozen=True, slots=True)
class OrganisationDetails:
    """Public data of an organisation. Names and addresses of bodies are not personal data.

    `has_mypage` is false for those that Hello Work staff record without a login (ID-86, D-86).
    """

    kind: OrganisationKind
    category: Category
    institution_type: InstitutionType
    name: str
    name_en: str
    address: str
    activity: str
    listed: bool
    has_mypage: bool = True

    @property
    def review_path(self) -> ReviewPath:
        """JICA, government, schools and local governments are checked for identity only (D-35)."""
        if self.category is Category.OTHER:
            return ReviewPath.FULL_CHECK
        return ReviewPath.IDENTITY_CHECK
