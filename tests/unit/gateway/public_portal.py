"""A portal in memory with one organisation on the public list."""

from __future__ import annotations

from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import AFTERNOON

ORGANISATION = {
    "organisation_id": "org-1",
    "name": "架け橋大学",
    "name_en": "Kakehashi University",
    "address": "東京都千代田区1-1",
    "activity": "研究と教育",
    "category": "school",
    "institution_type": "university",
    "listed": True,
}


def public_portal() -> RehearsedListings:
    """The services of that portal."""
    services = RehearsedListings(AFTERNOON)
    services.answer("identity.find_organisations", {"items": [ORGANISATION], "total": 1})
    return services
