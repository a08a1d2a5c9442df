"""Stored names and versions of the events of JPO campaigns. Names are forever."""

from __future__ import annotations

from services.kernel.eventkit.application.codec import EventCodec
from services.listings.application.published_jpo import JPO


def register_jpo(codec: EventCodec) -> None:
    """Adds them to the codec of the service; the stored names are those of requirements.md 9.21."""
    for kind in JPO:
        codec.register(kind, kind.__name__)
