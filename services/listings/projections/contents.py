"""One document per piece of content, with every version that was ever public (LI-67, LI-71)."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.listings.domain.editorial import events as happened
from services.listings.domain.editorial.version import ContentVersion

contents = Projection(
    "contents",
    version=1,
    indexes=(
        Index((("content_id", 1),)),
        Index((("code", 1),)),
        Index((("kind", 1), ("state", 1), ("category", 1), ("order", 1))),
    ),
)


def _content_id(recorded: Recorded[Any]) -> str:
    about: happened.ContentAbout = recorded.event.about
    return about.content_id


def _version(version: ContentVersion) -> dict[str, Any]:
    teller = version.teller
    return {
        "title": version.title,
        "summary": version.summary,
        "body": version.body,
        "title_en": version.title_en,
        "summary_en": version.summary_en,
        "body_en": version.body_en,
        "category": version.category,
        "order": version.order,
        "edition": version.edition,
        "url": version.url,
        "teller": None
        if teller is None
        else {
            "name": [teller.name.owner, teller.name.token],
            "organisation": teller.organisation,
            "duty_station": teller.duty_station,
            "post": teller.post,
            "jpo_year": teller.jpo_year,
        },
    }


def _with(
    document: Document, recorded: Recorded[Any], version: ContentVersion, number: int
) -> Document:
    entry = {"number": number, "at": recorded.at.isoformat(), "content": _version(version)}
    return {
        **document,
        "versions": [*document["versions"][: number - 1], entry],
        "category": version.category,
        "order": version.order,
        "updated_at": recorded.at.isoformat(),
        "version": recorded.version,
    }


@contents.on(happened.ContentDrafted, key=_content_id)
def drafted(document: Document | None, recorded: Recorded[happened.ContentDrafted]) -> Document:
    about = recorded.event.about
    begun: Document = {
        "content_id": about.content_id,
        "kind": about.kind.value,
        "audience": about.audience.value,
        "code": about.code,
        "state": "draft",
        "published_at": None,
        "versions": [],
    }
    return _with(begun, recorded, recorded.event.version, 1)


@contents.on(happened.ContentPublished, key=_content_id)
def published(
    document: Document | None, recorded: Recorded[happened.ContentPublished]
) -> Document | None:
    if document is None:
        return None
    at = recorded.event.published_at.isoformat()
    public = {**document, "state": "published", "published_at": at}
    return _with(public, recorded, recorded.event.version, 1)


@contents.on(happened.ContentRevised, happened.LibraryUpdated, key=_content_id)
def revised(document: Document | None, recorded: Recorded[Any]) -> Document | None:
    if document is None:
        return None
    return _with(document, recorded, recorded.event.version, len(document["versions"]) + 1)


@contents.on(happened.ContentRetired, key=_content_id)
def retired(
    document: Document | None, recorded: Recorded[happened.ContentRetired]
) -> Document | None:
    if document is None:
        return None
    return {**document, "state": "retired", "version": recorded.version}
