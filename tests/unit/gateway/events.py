"""Public events for tests of the gateway."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from services.kernel.contracts.public_event import PublicEvent


def public_event(source: str, name: str, position: int, **data: Any) -> PublicEvent:
    """An event with these data."""
    return PublicEvent(
        id=f"{source}-{position}",
        source=source,
        type=name,
        version=1,
        time=datetime(2024, 5, 1, 6, 0, tzinfo=UTC),
        subject="subject",
        data=data,
        position=position,
        previous=position - 1,
        correlation_id="correlation",
        causation_id=None,
    )
