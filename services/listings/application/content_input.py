"""From a checked payload to the contents of a listing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.listings.domain.listing.content import ListingContent
from services.listings.domain.listing.kinds import EmploymentType, Language, ListingKind
from services.listings.domain.listing.periods import (
    PeriodPoint,
    RecruitmentPeriod,
    Third,
    WorkPeriod,
)
from services.listings.domain.listing.places import Location


def content_of(given: Mapping[str, Any], organisation_name: str) -> ListingContent:
    """The contents as stated; where no recruiting body is named, it is the organisation itself."""
    employment_type = given["employment_type"]
    return ListingContent(
        kind=ListingKind(given["kind"]),
        language=Language(given["language"]),
        title=given["title"],
        organisation_name=given["organisation_name"] or organisation_name,
        recruiting_fields=tuple(dict.fromkeys(given["recruiting_fields"])),
        locations=tuple(
            Location(place["country"] or None, place["prefecture"] or None, place["text"])
            for place in given["locations"]
        ),
        work_period=_work_period(given["work_period"]),
        recruitment=recruitment_of(given["recruitment"]),
        application_method=given["application_method"],
        conditions=given["conditions"],
        description=given["description"],
        employment_type=EmploymentType(employment_type) if employment_type else None,
        occupation_code=given["occupation_code"] or None,
        occupations=tuple(dict.fromkeys(given["occupations"])),
        required_documents=tuple(dict.fromkeys(given["required_documents"])),
        web_application=given["web_application"],
        direct_application=given["direct_application"],
        diverse_working=given["diverse_working"],
        languages_needed=tuple(dict.fromkeys(given["languages_needed"])),
        contact=given["contact"],
        source_url=given["source_url"] or None,
        follows=given["follows"] or None,
    )


def recruitment_of(given: Mapping[str, Any] | None) -> RecruitmentPeriod | None:
    """The recruitment period, if one is stated."""
    return None if given is None else RecruitmentPeriod(given["start_on"], given["end_on"])


def _work_period(given: Mapping[str, Any] | None) -> WorkPeriod | None:
    if given is None:
        return None
    return WorkPeriod(_point(given["start"]), _point(given["end"]) if given["end"] else None)


def _point(given: Mapping[str, Any]) -> PeriodPoint:
    third = given["third"]
    return PeriodPoint(given["day"], Third(third) if third else None)
