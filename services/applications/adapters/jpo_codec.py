"""Stored names and versions of the events of JPO candidates. Names are forever."""

from __future__ import annotations

from services.applications.application.published_jpo import JPO
from services.applications.domain.jpo.events import JpoDocumentAttached, JpoFormFilled
from services.kernel.eventkit.application.codec import EventCodec


def register_jpo(codec: EventCodec) -> None:
    """Adds them to the codec of the service."""
    for kind in (JpoDocumentAttached, JpoFormFilled, *JPO):
        codec.register(kind, kind.__name__)
