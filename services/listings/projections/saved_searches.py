"""Saved search conditions by person, as `SavedSearches` follows them by position (LI-57)."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.listings.domain.personal.search_conditions import (
    SearchConditionDeleted,
    SearchConditionSaved,
)

saved_searches = Projection("saved_searches", version=1, indexes=(Index((("position", 1),)),))


def _person(recorded: Recorded[Any]) -> str:
    return str(recorded.event.person_id)


@saved_searches.on(SearchConditionSaved, key=_person)
def saved(document: Document | None, recorded: Recorded[SearchConditionSaved]) -> Document:
    event = recorded.event
    one = {
        "content": [event.content.owner, event.content.token],
        "saved_at": recorded.at.isoformat(),
    }
    known = document["conditions"] if document else {}
    return {"conditions": {**known, event.condition_id: one}, "position": recorded.position}


@saved_searches.on(SearchConditionDeleted, key=_person)
def deleted(document: Document | None, recorded: Recorded[SearchConditionDeleted]) -> Document:
    """The document stays when the last condition goes, so that followers notice."""
    known = document["conditions"] if document else {}
    kept = {one: held for one, held in known.items() if one != recorded.event.condition_id}
    return {"conditions": kept, "position": recorded.position}
