"""The states of a piece of content and what may be done with it (SM-18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.kernel.eventkit.domain import NotFound
from services.listings.domain.editorial import events as happened
from services.listings.domain.editorial.kinds import PLACES, ContentKind
from services.listings.domain.editorial.refusals import (
    ContentExists,
    ContentIsRetired,
    EditionNotNewer,
    NotADraft,
    NotChecked,
    NotPublished,
    PlaceUnknown,
)
from services.listings.domain.editorial.version import ContentVersion, require_complete


@dataclass(frozen=True, slots=True)
class NoContent:
    """Before the first event."""


@dataclass(frozen=True, slots=True)
class ContentDraft:
    """Drafted: seen by its editors only."""

    about: happened.ContentAbout
    version: ContentVersion


@dataclass(frozen=True, slots=True)
class ContentPublished:
    """Public, in its newest version."""

    about: happened.ContentAbout
    version: ContentVersion


@dataclass(frozen=True, slots=True)
class ContentRetired:
    """Gone: final."""

    about: happened.ContentAbout


Existing = ContentDraft | ContentPublished | ContentRetired
Content = NoContent | Existing


def evolve(content: Content, event: Any) -> Content:
    """The content after the event."""
    match event:
        case happened.ContentDrafted(about, version):
            return ContentDraft(about, version)
        case (
            happened.ContentPublished(about, version)
            | happened.ContentRevised(about, version)
            | happened.LibraryUpdated(about, version)
        ):
            return ContentPublished(about, version)
        case happened.ContentRetired(about):
            return ContentRetired(about)
    raise TypeError(type(event).__name__)


def draft(
    content: Content, about: happened.ContentAbout, version: ContentVersion, now: datetime
) -> list[object]:
    """Begins a piece of content (LI-66, LI-68, LI-72, LI-81)."""
    if not isinstance(content, NoContent):
        raise ContentExists
    if about.code is None and about.kind in PLACES:
        raise PlaceUnknown
    if about.code is not None and about.code not in PLACES.get(about.kind, frozenset()):
        raise PlaceUnknown
    require_complete(about.kind, version)
    return [happened.ContentDrafted(about, version, now)]


def publish(
    content: Content, version: ContentVersion | None, *, checked: bool, now: datetime
) -> list[object]:
    """Makes a checked draft public; `version` holds what the check has corrected (LI-66)."""
    match content:
        case ContentDraft(about, drafted):
            if not checked:
                raise NotChecked
            final = version or drafted
            require_complete(about.kind, final)
            return [happened.ContentPublished(about, final, now)]
        case ContentPublished():
            raise NotADraft
        case _:
            raise _gone(content)


def revise(content: Content, version: ContentVersion, *, now: datetime) -> list[object]:
    """Replaces the public version by a new one; earlier ones are kept (LI-67, LI-71)."""
    match content:
        case ContentPublished(about, before):
            require_complete(about.kind, version)
            if version == before:
                return []
            if about.kind is ContentKind.LIBRARY:
                if (version.edition or 0) <= (before.edition or 0):
                    raise EditionNotNewer(before.edition or 0)
                return [happened.LibraryUpdated(about, version, now)]
            return [happened.ContentRevised(about, version, now)]
        case ContentDraft():
            raise NotPublished
        case _:
            raise _gone(content)


def retire(content: Content, now: datetime) -> list[object]:
    """Takes public content from the site for good, or discards a draft.

    The draft of a fixed place stays: its place could never be filled again.
    """
    match content:
        case ContentDraft(about) if about.kind not in PLACES:
            return [happened.ContentRetired(about, now)]
        case ContentPublished(about):
            return [happened.ContentRetired(about, now)]
        case ContentRetired():
            return []
        case ContentDraft():
            raise NotPublished
        case _:
            raise _gone(content)


def _gone(content: Content) -> Exception:
    return ContentIsRetired() if isinstance(content, ContentRetired) else NotFound()
