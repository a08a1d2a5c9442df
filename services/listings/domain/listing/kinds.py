"""The words listings are classified with."""

from __future__ import annotations

from enum import StrEnum

from services.kernel.eventkit.domain import Role


class ListingKind(StrEnum):
    """The kinds of LI-01 that are posted; a past public recruitment is an archived one."""

    JOB = "job"
    INTERNSHIP = "internship"
    TRAINING = "training"
    SEMINAR = "seminar"
    PUBLIC_RECRUITMENT = "public-recruitment"
    PUBLIC_NOTICE = "public-notice"
    PRE_ANNOUNCEMENT = "pre-announcement"
    PAST_PUBLIC_RECRUITMENT = "past-public-recruitment"
    JOCV_JOB = "jocv-job"
    JPO_CAMPAIGN = "jpo-campaign"


class Language(StrEnum):
    """The languages a listing can be written in (D-43)."""

    JAPANESE = "ja"
    ENGLISH = "en"


class EmploymentType(StrEnum):
    """How a person is engaged."""

    FULL_TIME = "full-time"
    PART_TIME = "part-time"
    FIXED_TERM = "fixed-term"
    CONTRACT = "contract"
    TEMPORARY = "temporary"
    INTERN = "intern"
    VOLUNTEER = "volunteer"
    OTHER = "other"


_OF_ORGANISATIONS = frozenset(
    {ListingKind.JOB, ListingKind.INTERNSHIP, ListingKind.TRAINING, ListingKind.SEMINAR}
)
_OF_JICA = _OF_ORGANISATIONS | {
    ListingKind.PUBLIC_RECRUITMENT,
    ListingKind.PUBLIC_NOTICE,
    ListingKind.PRE_ANNOUNCEMENT,
    ListingKind.JOCV_JOB,
}

TAKES_NO_APPLICATIONS = frozenset(
    {ListingKind.PRE_ANNOUNCEMENT, ListingKind.PAST_PUBLIC_RECRUITMENT}
)
"""Kinds that inform only (LI-44, LI-45)."""


APPROVED_BY_JICA = frozenset(
    {ListingKind.PUBLIC_RECRUITMENT, ListingKind.PUBLIC_NOTICE, ListingKind.PRE_ANNOUNCEMENT}
)
"""Kinds whose own requests a JICA department may approve itself (D-52)."""


def kinds_posted_by(role: Role) -> frozenset[ListingKind]:
    """The kinds a role may post (section 1, D-36, D-52); JPO campaigns are made elsewhere."""
    match role:
        case Role.ORGANISATION:
            return _OF_ORGANISATIONS
        case (
            Role.JICA_DEPARTMENT
            | Role.HR_DIVISION
            | Role.SECRETARIAT
            | Role.OPERATOR
            | Role.INTERNAL_SYSTEM
        ):
            return _OF_JICA
        case _:
            return frozenset()
