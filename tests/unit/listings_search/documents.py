"""Documents of the projection `search_documents` for tests of search."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from services.listings.application.ports import SearchQuery

TODAY = date(2024, 5, 1)
MOMENT = datetime(2024, 5, 1, 3, 0, tzinfo=UTC)


def listing(listing_id: str, title: str = "職員", **more: Any) -> dict[str, Any]:
    """A visible document; keyword arguments replace its fields."""
    return {
        "_id": listing_id,
        "position": 1,
        "visible": True,
        "jocv_only": False,
        "data_number": "D00000001",
        "kind": "job",
        "language": "ja",
        "title": title,
        "organisation_id": "organisation-1",
        "organisation_name": "架け橋財団",
        "organisation_type": "ngo",
        "fields": [],
        "field_paths": [],
        "locations": [],
        "location_text": "",
        "employment_type": None,
        "occupation_code": None,
        "occupations": [],
        "occupation_paths": [],
        "languages_needed": [],
        "description": "",
        "conditions": "",
        "application_method": "",
        "web_application": False,
        "direct_application": False,
        "diverse_working": False,
        "recruitment_start_on": "2024-04-01",
        "recruitment_end_on": "2024-06-30",
        "work_start_on": None,
        "work_end_on": None,
        "published_at": "2024-04-01T00:00:00+00:00",
        "updated_at": "2024-04-01T00:00:00+00:00",
        **more,
    }


def query(keyword: str = "", **more: Any) -> SearchQuery:
    """A search on 1 May 2024."""
    standing: dict[str, Any] = {
        "today": TODAY,
        "new_since": datetime(2024, 4, 24, 3, 0, tzinfo=UTC),
        "closing_until": date(2024, 5, 7),
        "keyword": keyword,
    }
    return SearchQuery(**{**standing, **more})


VARIED = [
    listing("a", kind="job", locations=["KE"], organisation_type="ngo", web_application=True),
    listing(
        "b",
        kind="training",
        locations=["JP-13"],
        field_paths=["保健", "保健／母子"],
        languages_needed=["fr", "en"],
        employment_type="contract",
        published_at="2024-04-30T00:00:00+00:00",
    ),
    listing(
        "c",
        kind="public-recruitment",
        locations=["KE", "JP"],
        organisation_id="organisation-2",
        diverse_working=True,
        recruitment_end_on="2024-05-07",
        recruitment_start_on="2024-05-06",
    ),
]
"""Three listings that differ in every condition."""
