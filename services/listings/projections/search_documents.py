"""What the search index is fed from: one document per listing that was ever published.

The fields are those of `ListingSearch` in `application/ports.py`. A listing that leaves keeps its
document with `visible` false, so that an index that follows by `position` notices.
"""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.content import ListingContent
from services.listings.domain.occupations.classification import with_levels_above

search_documents = Projection("search_documents", version=2, indexes=(Index((("position", 1),)),))


def _key(recorded: Recorded[Any]) -> str:
    about: happened.About = recorded.event.about
    return about.listing_id


def _document(about: happened.About, content: ListingContent, organisation_type: str) -> Document:
    period, recruitment = content.work_period, content.recruitment
    codes = dict.fromkeys(code for place in content.locations for code in place.codes)
    return {
        "jocv_only": content.jocv_only,
        "data_number": about.data_number,
        "kind": content.kind.value,
        "language": content.language.value,
        "title": content.title,
        "organisation_id": about.organisation_id,
        "organisation_name": content.organisation_name,
        "organisation_type": organisation_type,
        "fields": list(content.recruiting_fields),
        "field_paths": list(content.field_paths),
        "locations": list(codes),
        "location_text": "\n".join(place.text for place in content.locations if place.text),
        "employment_type": content.employment_type.value if content.employment_type else None,
        "occupation_code": content.occupation_code,
        "occupations": list(content.occupations),
        "occupation_paths": list(with_levels_above(content.occupations)),
        "languages_needed": list(content.languages_needed),
        "description": content.description,
        "conditions": content.conditions,
        "application_method": content.application_method,
        "web_application": content.web_application,
        "direct_application": content.direct_application,
        "diverse_working": content.diverse_working,
        "recruitment_start_on": recruitment.start_on.isoformat() if recruitment else None,
        "recruitment_end_on": recruitment.end_on.isoformat()
        if recruitment and recruitment.end_on
        else None,
        "work_start_on": period.start.first_day.isoformat() if period else None,
        "work_end_on": period.end.last_day.isoformat() if period and period.end else None,
    }


@search_documents.on(happened.ListingPublished, key=_key)
def published(document: Document | None, recorded: Recorded[happened.ListingPublished]) -> Any:
    event = recorded.event
    at = event.published_at.isoformat()
    return {
        **_document(event.about, event.content, event.organisation_type),
        "visible": True,
        "position": recorded.position,
        "published_at": at,
        "updated_at": at,
    }


@search_documents.on(happened.ListingAmended, key=_key)
def amended(document: Document | None, recorded: Recorded[happened.ListingAmended]) -> Any:
    event = recorded.event
    return {
        **_document(event.about, event.content, event.organisation_type),
        "visible": document is not None and document["visible"],
        "position": recorded.position,
        "published_at": event.published_at.isoformat(),
        "updated_at": event.amended_at.isoformat(),
    }


@search_documents.on(happened.ListingArchived, key=_key)
def archived(document: Document | None, recorded: Recorded[happened.ListingArchived]) -> Any:
    event = recorded.event
    return {
        **_document(event.about, event.content, event.organisation_type),
        "visible": True,
        "position": recorded.position,
        "published_at": event.published_at.isoformat(),
        "updated_at": event.archived_at.isoformat(),
    }


@search_documents.on(happened.ListingRecruitmentEnded, happened.ListingWithdrawn, key=_key)
def gone(document: Document | None, recorded: Recorded[Any]) -> Any:
    if document is None:
        return None
    return {**document, "visible": False, "position": recorded.position}


@search_documents.on(happened.ListingReopened, key=_key)
def back(document: Document | None, recorded: Recorded[Any]) -> Any:
    if document is None:
        return None
    return {**document, "visible": True, "position": recorded.position}
