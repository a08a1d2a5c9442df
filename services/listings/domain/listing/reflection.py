"""When approved contents become public (LI-22, LI-25, D-47) or leave (LI-38, D-49)."""

from __future__ import annotations

from datetime import date, datetime

from services.kernel.eventkit.domain.tokyo import (
    EVENING,
    IsBusinessDay,
    moment,
    next_business_day,
    tokyo_date,
    tokyo_time,
)
from services.listings.domain.listing.refusals import ReflectionInPast, ReflectionTooLateToday


def reflection_moment(reflection_on: date, now: datetime) -> datetime:
    """22:00 of the day of approval itself, 00:00 of a later day (LI-22).

    Raises `ReflectionInPast`, and `ReflectionTooLateToday` at or after 22:00 (D-47).
    """
    today = tokyo_date(now)
    if reflection_on < today:
        raise ReflectionInPast
    if reflection_on > today:
        return moment(reflection_on)
    if tokyo_time(now) >= EVENING:
        raise ReflectionTooLateToday
    return moment(today, EVENING)


def removal_moment(now: datetime) -> datetime:
    """When a listing withdrawn now leaves: 22:00 of the day, at or after it at once (D-48)."""
    return max(now, moment(tokyo_date(now), EVENING))


def shortened_removal_moment(
    requested_at: datetime, approved_at: datetime, is_business_day: IsBusinessDay
) -> datetime:
    """The later of 00:00 of the business day after the request and the approval (D-49)."""
    return max(approved_at, moment(next_business_day(tokyo_date(requested_at), is_business_day)))
