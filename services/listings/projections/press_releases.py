"""One document per press release (LI-69, LI-70)."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.listings.domain.press import release as happened

press_releases = Projection(
    "press_releases",
    version=1,
    indexes=(
        Index((("state", 1), ("published_at", -1))),
        Index((("state", 1), ("requested_at", 1))),
        Index((("organisation_id", 1), ("requested_at", -1))),
    ),
)


def _key(recorded: Recorded[Any]) -> str:
    about: happened.PressAbout = recorded.event.about
    return about.press_release_id


@press_releases.on(happened.PressReleaseRequested, key=_key)
def requested(
    document: Document | None, recorded: Recorded[happened.PressReleaseRequested]
) -> Document:
    event = recorded.event
    return {
        "press_release_id": event.about.press_release_id,
        "organisation_id": event.about.organisation_id,
        "organisation_name": event.about.organisation_name,
        "state": "requested",
        "title": event.text.title,
        "title_en": event.text.title_en,
        "body": event.text.body,
        "body_en": event.text.body_en,
        "url": event.text.url,
        "requested_at": event.requested_at.isoformat(),
        "published_at": None,
        "reason": None,
        "version": recorded.version,
    }


def _changed(document: Document | None, recorded: Recorded[Any], **to: Any) -> Document | None:
    return None if document is None else {**document, **to, "version": recorded.version}


@press_releases.on(happened.PressReleasePublished, key=_key)
def published(
    document: Document | None, recorded: Recorded[happened.PressReleasePublished]
) -> Document | None:
    at = recorded.event.published_at.isoformat()
    return _changed(document, recorded, state="published", published_at=at)


@press_releases.on(happened.PressReleaseReturned, key=_key)
def returned(
    document: Document | None, recorded: Recorded[happened.PressReleaseReturned]
) -> Document | None:
    reason = recorded.event.reason
    return _changed(document, recorded, state="returned", reason=[reason.owner, reason.token])


@press_releases.on(happened.PressReleaseWithdrawn, key=_key)
def withdrawn(document: Document | None, recorded: Recorded[Any]) -> Document | None:
    return _changed(document, recorded, state="withdrawn")
