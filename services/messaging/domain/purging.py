"""Erasing messages: after a year, or when their writer leaves (ME-27, D-89)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from services.kernel.eventkit.domain.tokyo import moment, tokyo_date


class PurgeReason(StrEnum):
    """Why a message was erased."""

    ONE_YEAR = "one-year"
    LEFT_PORTAL = "left-portal"


@dataclass(frozen=True, slots=True)
class MessagePurged:
    """A message can no longer be read by anybody; `thread_id` is the mail or notice it was in."""

    message_id: str
    thread_id: str
    reason: PurgeReason
    purged_at: datetime


def purge_due(sent_at: datetime) -> datetime:
    """The midnight in Tokyo one year after the day of sending: 2024-03-01 gives 2025-03-01."""
    day = tokyo_date(sent_at)
    if (day.month, day.day) == (2, 29):
        return moment(date(day.year + 1, 3, 1))
    return moment(day.replace(year=day.year + 1))
