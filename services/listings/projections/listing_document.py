"""The document of one listing: how it begins and how it is changed."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.domain import Sealed
from services.listings.domain.listing import events as happened
from services.listings.domain.listing.content import ListingContent
from services.listings.projections.content_document import content_document

NO_AMENDMENT: dict[str, Any] = {"state": "none"}


def listing_id_of(recorded: Recorded[Any]) -> str:
    """The listing an event is about."""
    about: happened.About = recorded.event.about
    return about.listing_id


def sealed(value: Sealed | None) -> list[str] | None:
    """A sealed text as documents hold it."""
    return None if value is None else [value.owner, value.token]


def begun(recorded: Recorded[Any], organisation_type: str) -> Document:
    """The document of a listing at its first event."""
    about: happened.About = recorded.event.about
    return {
        "data_number": about.data_number,
        "organisation_id": about.organisation_id,
        "organisation_type": organisation_type,
        "public": False,
        "pending": None,
        "amendment": NO_AMENDMENT,
        "stops_applications": False,
        "created_at": recorded.at.isoformat(),
        "saved_at": None,
        "requested_at": None,
        "reflection_at": None,
        "awaits_until": None,
        "mailed": None,
        "mailed_at": None,
        "published_at": None,
        "updated_at": None,
        "removal_at": None,
        "invalid_on": None,
        "followed_by": None,
        "returned_reason": None,
        "imported": None,
    }


def put(
    document: Document | None,
    recorded: Recorded[Any],
    content: ListingContent | None = None,
    /,
    **to: Any,
) -> Document | None:
    """The document with its version, these items and, if given, these contents."""
    if document is None:
        return None
    changed = {**document, **to, "version": recorded.version}
    changed["awaits_until"] = _awaited_reflection(changed)
    if content is not None:
        changed["content"] = content_document(content)
        changed["kind"] = content.kind.value
        changed["title"] = content.title
        period = content.work_period
        changed["works_until"] = period and period.last_day.isoformat()
    return changed


def mailed(recorded: Recorded[Any], what: str) -> dict[str, Any]:
    """What a mailed wish did to the request; nothing where no mail stands behind it (LI-35)."""
    if recorded.event.note is None:
        return {}
    return {"mailed": what, "mailed_at": recorded.at.isoformat()}


def _awaited_reflection(document: Document) -> Any:
    """When what is approved takes effect; None when nothing is (GW-50)."""
    if document["amendment"]["state"] == "scheduled":
        return document["amendment"]["reflection_at"]
    return document["reflection_at"] if document["state"] == "scheduled" else None
