"""How press releases are shown to callers (LI-69, LI-70)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from services.kernel.eventkit.application.ports import PersonalData
from services.kernel.eventkit.domain import Actor
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.listings.application.presenting import manages
from services.listings.application.sealed_texts import opened_text


def shown(
    document: Mapping[str, Any], actor: Actor, now: datetime, personal_data: PersonalData
) -> dict[str, Any]:
    """A press release; its owner and the secretariat also see the age and why it came back."""
    answer = {name: document[name] for name in _PUBLIC}
    if manages(document, actor):
        asked = datetime.fromisoformat(document["requested_at"])
        answer["requested_at"] = document["requested_at"]
        answer["age_days"] = (tokyo_date(now) - tokyo_date(asked)).days
        answer["reason"] = opened_text(document["reason"], personal_data)
    return answer


_PUBLIC = (
    "press_release_id",
    "organisation_id",
    "organisation_name",
    "state",
    "title",
    "title_en",
    "body",
    "body_en",
    "url",
    "published_at",
    "version",
)
