"""What happens to a piece of content (SM-18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.listings.domain.editorial.kinds import Audience, ContentKind
from services.listings.domain.editorial.version import ContentVersion


@dataclass(frozen=True, slots=True)
class ContentAbout:
    """Which piece of content an event is about; `code` names the place of a page."""

    content_id: str
    kind: ContentKind
    audience: Audience
    code: str | None = None


@dataclass(frozen=True, slots=True)
class ContentDrafted:
    """A text was drafted (LI-66)."""

    about: ContentAbout
    version: ContentVersion
    drafted_at: datetime


@dataclass(frozen=True, slots=True)
class ContentPublished:
    """The text was checked, perhaps corrected, and is public from now on (LI-66)."""

    about: ContentAbout
    version: ContentVersion
    published_at: datetime


@dataclass(frozen=True, slots=True)
class ContentRevised:
    """A new version replaces the public one, which is kept (LI-67)."""

    about: ContentAbout
    version: ContentVersion
    revised_at: datetime


@dataclass(frozen=True, slots=True)
class LibraryUpdated:
    """The yearly edition of the library; the earlier one is kept (LI-71)."""

    about: ContentAbout
    version: ContentVersion
    revised_at: datetime


@dataclass(frozen=True, slots=True)
class ContentRetired:
    """The content has left the site for good."""

    about: ContentAbout
    retired_at: datetime
