"""Moments as JSON values."""

from __future__ import annotations

from datetime import UTC, datetime


def text_of(at: datetime | None) -> str | None:
    """ISO 8601 with offset; documents hold their moments in UTC."""
    return None if at is None else at.astimezone(UTC).isoformat()


def minute_of(at: datetime | None) -> str | None:
    """The same to the minute (ID-19)."""
    return None if at is None else text_of(at.replace(second=0, microsecond=0))
