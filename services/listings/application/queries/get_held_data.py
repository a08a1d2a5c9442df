"""What this service holds about the caller, for the download of everything held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.listings.application.personal import person_of
from services.listings.application.queries.find_saved_searches import saved_by


@dataclass(frozen=True)
class GetHeldData:
    pass


def get_held_data(
    query: GetHeldData, context: Context, *, views: Views, personal_data: PersonalData
) -> dict[str, Any]:
    """Favourites and saved searches; views are counted without the viewer (D-59)."""
    person_id = person_of(context)
    known = views.get("favourites", person_id) or {"favourites": {}}
    documents = views.get_many("listings", list(known["favourites"]))
    favourites = [
        {
            "data_number": document["data_number"],
            "title": document["content"]["title"],
            "added_at": known["favourites"][listing_id],
        }
        for listing_id, document in documents.items()
    ]
    parts = [
        ("favourites", favourites),
        ("saved-searches", saved_by(person_id, views, personal_data)),
    ]
    return {"parts": [{"name": name, "items": items} for name, items in parts if items]}
