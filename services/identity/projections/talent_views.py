"""How often an organisation viewed people, by day in Tokyo (ID-52)."""

from __future__ import annotations

from services.identity.domain.talent_view import TalentViewed
from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.domain.tokyo import tokyo_date

talent_views = Projection("talent_views", version=1, indexes=(Index((("on", 1),)),))


def _key(recorded: Recorded[TalentViewed]) -> str:
    return f"{recorded.event.organisation_id}:{tokyo_date(recorded.event.at)}"


@talent_views.on(TalentViewed, key=_key)
def _viewed(document: Document | None, recorded: Recorded[TalentViewed]) -> Document:
    event = recorded.event
    return {
        "organisation_id": event.organisation_id,
        "on": tokyo_date(event.at).isoformat(),
        "count": (document or {}).get("count", 0) + 1,
    }
