"""Stored names and versions of the events of content and press releases. Names are forever."""

from __future__ import annotations

from services.kernel.eventkit.application.codec import EventCodec
from services.listings.domain.editorial import events as content
from services.listings.domain.press import release as press


def register_editorial(codec: EventCodec) -> None:
    """Adds them to the codec of the service."""
    codec.register(content.ContentDrafted, "ContentDrafted")
    codec.register(content.ContentPublished, "ContentPublished")
    codec.register(content.ContentRevised, "ContentRevised")
    codec.register(content.LibraryUpdated, "LibraryUpdated")
    codec.register(content.ContentRetired, "ContentRetired")
    codec.register(press.PressReleaseRequested, "PressReleaseRequested")
    codec.register(press.PressReleasePublished, "PressReleasePublished")
    codec.register(press.PressReleaseReturned, "PressReleaseReturned")
    codec.register(press.PressReleaseWithdrawn, "PressReleaseWithdrawn")
