"""The contents of a listing as JSON values: in documents, answers and payloads alike."""

from __future__ import annotations

from typing import Any

from services.listings.domain.listing.content import ListingContent
from services.listings.domain.listing.periods import PeriodPoint


def content_document(content: ListingContent) -> dict[str, Any]:
    """Every item of the contents by its name."""
    period = content.work_period
    recruitment = content.recruitment
    return {
        "kind": content.kind.value,
        "language": content.language.value,
        "title": content.title,
        "organisation_name": content.organisation_name,
        "recruiting_fields": list(content.recruiting_fields),
        "locations": [
            {"country": place.country, "prefecture": place.prefecture, "text": place.text}
            for place in content.locations
        ],
        "work_period": None
        if period is None
        else {"start": _point(period.start), "end": _point(period.end) if period.end else None},
        "recruitment": None
        if recruitment is None
        else {
            "start_on": recruitment.start_on.isoformat(),
            "end_on": recruitment.end_on.isoformat() if recruitment.end_on else None,
        },
        "application_method": content.application_method,
        "conditions": content.conditions,
        "description": content.description,
        "employment_type": content.employment_type.value if content.employment_type else None,
        "occupation_code": content.occupation_code,
        "occupations": list(content.occupations),
        "required_documents": list(content.required_documents),
        "web_application": content.web_application,
        "direct_application": content.direct_application,
        "diverse_working": content.diverse_working,
        "languages_needed": list(content.languages_needed),
        "contact": content.contact,
        "source_url": content.source_url,
        "follows": content.follows,
    }


def _point(point: PeriodPoint) -> dict[str, Any]:
    return {"day": point.day.isoformat(), "third": point.third.value if point.third else None}
