"""Public events of content and press releases (requirements.md 9.21)."""

from __future__ import annotations

from marshmallow import Schema

from services.kernel.contracts.fields import Choice, Text, Whole

CONTENT_KINDS = (
    "article",
    "faq",
    "library",
    "page",
    "jpo-page",
    "jpo-story",
    "jpo-link",
)
AUDIENCES = ("individuals", "organisations", "everyone")


class ContentData(Schema):
    """Which piece of content it is about; `code` names the place of a page."""

    content_id = Text(most=100, required=True)
    kind = Choice(CONTENT_KINDS, required=True)
    audience = Choice(AUDIENCES, required=True)
    code = Text(most=50, load_default=None, allow_none=True)


class ContentTitleData(ContentData):
    """Content that has become public, with its title; `edition` is the year of the library's."""

    title = Text(most=300, required=True)
    edition = Whole(load_default=None, allow_none=True)


class PressReleaseData(Schema):
    """Which press release it is about."""

    press_release_id = Text(most=100, required=True)
    organisation_id = Text(most=100, required=True)
    title = Text(most=300, required=True)


EVENTS = {
    "ContentDrafted": (1, ContentData),
    "ContentPublished": (1, ContentTitleData),
    "ContentRevised": (1, ContentTitleData),
    "LibraryUpdated": (1, ContentTitleData),
    "ContentRetired": (1, ContentData),
    "PressReleaseRequested": (1, PressReleaseData),
    "PressReleasePublished": (1, PressReleaseData),
    "PressReleaseReturned": (1, PressReleaseData),
    "PressReleaseWithdrawn": (1, PressReleaseData),
}
