"""What others are told of content and press releases; reasons and notes stay here."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.public_event import PublicDraft
from services.listings.domain.editorial import events as content
from services.listings.domain.press import release as press

EDITORIAL = (
    content.ContentDrafted,
    content.ContentPublished,
    content.ContentRevised,
    content.LibraryUpdated,
    content.ContentRetired,
    press.PressReleaseRequested,
    press.PressReleasePublished,
    press.PressReleaseReturned,
    press.PressReleaseWithdrawn,
)


def publish_editorial(event: Any) -> PublicDraft:
    """The public form of an event of content or of a press release."""
    name, about = type(event).__name__, event.about
    if isinstance(about, press.PressAbout):
        data: dict[str, Any] = {
            "press_release_id": about.press_release_id,
            "organisation_id": about.organisation_id,
            "title": about.title,
        }
        return PublicDraft(name, about.press_release_id, data)
    data = {
        "content_id": about.content_id,
        "kind": about.kind.value,
        "audience": about.audience.value,
        "code": about.code,
    }
    if not isinstance(event, content.ContentDrafted | content.ContentRetired):
        data |= {"title": event.version.title, "edition": event.version.edition}
    return PublicDraft(name, about.content_id, data)
