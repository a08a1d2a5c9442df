"""What a listing says, as one value, and the rules of form it has to fit."""

from __future__ import annotations

from dataclasses import dataclass, fields

from services.kernel.eventkit.domain import FieldProblem, InvalidInput
from services.listings.domain.listing.kinds import (
    TAKES_NO_APPLICATIONS,
    EmploymentType,
    Language,
    ListingKind,
)
from services.listings.domain.listing.periods import RecruitmentPeriod, WorkPeriod
from services.listings.domain.listing.places import COUNTRIES, Location, is_prefecture_code

LEVEL = "／"
"""Separates the levels of a recruiting field: 援助アプローチ／戦略／手法 (LI-02)."""


@dataclass(frozen=True, slots=True)
class ListingContent:
    """Everything the organisation states about a listing (LI-02 to LI-05, LI-08 to LI-10).

    `organisation_name` is the recruiting body's name at that time; `follows` is the data number of
    the pre-announcement that a public recruitment replaces (LI-45); `occupations` are paths of the
    classification in force when they were stated. What is missing is empty or
    None; whether it may be missing is decided by `require_complete`.
    """

    kind: ListingKind
    language: Language
    title: str
    organisation_name: str
    recruiting_fields: tuple[str, ...]
    locations: tuple[Location, ...]
    work_period: WorkPeriod | None
    recruitment: RecruitmentPeriod | None
    application_method: str
    conditions: str
    description: str
    employment_type: EmploymentType | None = None
    occupation_code: str | None = None
    required_documents: tuple[str, ...] = ()
    web_application: bool = False
    direct_application: bool = False
    diverse_working: bool = False
    languages_needed: tuple[str, ...] = ()
    contact: str = ""
    source_url: str | None = None
    follows: str | None = None
    occupations: tuple[str, ...] = ()

    @property
    def full_registrants_only(self) -> bool:
        """Public recruitment is for full registrants (section 1)."""
        return self.kind is ListingKind.PUBLIC_RECRUITMENT

    @property
    def jocv_only(self) -> bool:
        """JOCV-only jobs exist only for those who may know of them (LI-48)."""
        return self.kind is ListingKind.JOCV_JOB

    @property
    def field_paths(self) -> tuple[str, ...]:
        """The recruiting fields with every level above them, each once."""
        paths: dict[str, None] = {}
        for path in self.recruiting_fields:
            levels = [level for level in path.split(LEVEL) if level]
            for depth in range(1, len(levels) + 1):
                paths[LEVEL.join(levels[:depth])] = None
        return tuple(paths)


_WEB = ("https://", "http://")
_MANDATORY = (
    "title",
    "organisation_name",
    "recruiting_fields",
    "locations",
    "work_period",
    "recruitment",
    "application_method",
    "conditions",
    "description",
)
_MANDATORY_OF_PRE_ANNOUNCEMENT = (
    "title",
    "organisation_name",
    "recruiting_fields",
    "locations",
    "work_period",
    "recruitment",
    "contact",
)
_NEEDS_EMPLOYMENT_TYPE = frozenset({ListingKind.JOB, ListingKind.JOCV_JOB})


def mandatory_items(kind: ListingKind) -> tuple[str, ...]:
    """The items marked 「必須」 for this kind (LI-12, LI-13, D-54)."""
    if kind is ListingKind.PRE_ANNOUNCEMENT:
        return _MANDATORY_OF_PRE_ANNOUNCEMENT
    if kind in _NEEDS_EMPLOYMENT_TYPE:
        return (*_MANDATORY, "employment_type")
    return _MANDATORY


def problems_of(content: ListingContent) -> dict[str, tuple[FieldProblem, ...]]:
    """Every broken rule by field, named as in the payload (`content.title`)."""
    found: dict[str, tuple[FieldProblem, ...]] = {}

    def note(name: str, code: str) -> None:
        found[f"content.{name}"] = (*found.get(f"content.{name}", ()), FieldProblem(code))

    for name in mandatory_items(content.kind):
        if not getattr(content, name):
            note(name, "required")
    if content.work_period is not None and content.work_period.is_reversed:
        note("work_period.end", "end-before-start")
    recruitment = content.recruitment
    if recruitment is not None and recruitment.is_reversed:
        note("recruitment.end_on", "end-before-start")
    for index, location in enumerate(content.locations):
        for name, code in _problems_of_location(location):
            note(f"locations.{index}.{name}", code)
    for index, path in enumerate(content.recruiting_fields):
        if any(not level.strip() for level in path.split(LEVEL)):
            note(f"recruiting_fields.{index}", "empty-level")
    if content.source_url is not None and not content.source_url.startswith(_WEB):
        note("source_url", "not-a-web-address")
    if content.follows is not None and content.kind is not ListingKind.PUBLIC_RECRUITMENT:
        note("follows", "only-public-recruitment-follows")
    if content.kind in TAKES_NO_APPLICATIONS:
        for name in ("web_application", "direct_application"):
            if getattr(content, name):
                note(name, "kind-takes-no-applications")
    return found


def _problems_of_location(location: Location) -> list[tuple[str, str]]:
    problems = []
    if location.country is None and not location.text:
        problems.append(("country", "required"))
    if location.country is not None and location.country not in COUNTRIES:
        problems.append(("country", "unknown-country"))
    if location.prefecture is not None:
        if location.country != "JP":
            problems.append(("prefecture", "prefecture-outside-japan"))
        elif not is_prefecture_code(location.prefecture):
            problems.append(("prefecture", "unknown-prefecture"))
    return problems


def require_complete(content: ListingContent) -> None:
    """Refuses what breaks a rule of form (LI-13). Raises `InvalidInput` naming each field."""
    found = problems_of(content)
    if found:
        raise InvalidInput(fields=found)


def changed_items(before: ListingContent, after: ListingContent) -> tuple[str, ...]:
    """The names of the items in which two contents differ."""
    return tuple(
        item.name
        for item in fields(ListingContent)
        if getattr(before, item.name) != getattr(after, item.name)
    )
