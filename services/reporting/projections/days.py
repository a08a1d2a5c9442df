"""The day in Tokyo to which an occurrence is counted (D-01)."""

from __future__ import annotations

from datetime import datetime

from services.kernel.eventkit.domain.tokyo import tokyo_date


def day_of(moment: str | None, otherwise: datetime) -> str:
    """The ISO day of a moment in ISO form, or of the event's own time where it has none."""
    return tokyo_date(datetime.fromisoformat(moment) if moment else otherwise).isoformat()
