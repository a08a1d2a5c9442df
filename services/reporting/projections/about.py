"""Which thing a public event is about."""

from __future__ import annotations

from collections.abc import Callable

from services.kernel.contracts.public_event import PublicEvent


def about(field: str) -> Callable[[PublicEvent], str]:
    """The id in this field of the data; the subject where an event has no such field."""

    def key(event: PublicEvent) -> str:
        return str(event.data.get(field) or event.subject)

    return key
