"""Dates and moments of the portal: every rule is evaluated in Asia/Tokyo (D-01)."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")
EVENING = time(22, 0)
MIDNIGHT = time(0, 0)

IsBusinessDay = Callable[[date], bool]


def tokyo_date(moment: datetime) -> date:
    """The calendar day in Tokyo at this aware moment."""
    return moment.astimezone(TOKYO).date()


def tokyo_time(moment: datetime) -> time:
    """The wall-clock time in Tokyo at this aware moment."""
    return moment.astimezone(TOKYO).time()


def moment(day: date, at: time = MIDNIGHT) -> datetime:
    """The aware UTC moment of a Tokyo day and wall-clock time."""
    return datetime.combine(day, at, TOKYO).astimezone(UTC)


def month_end(day: date, months_later: int = 0) -> date:
    """The last day of the month that lies `months_later` months after the month of `day` (D-05)."""
    index = day.year * 12 + (day.month - 1) + months_later
    year, month = divmod(index, 12)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def next_business_day(day: date, is_business_day: IsBusinessDay) -> date:
    """The first business day after `day` (D-02)."""
    candidate = day + timedelta(days=1)
    while not is_business_day(candidate):
        candidate += timedelta(days=1)
    return candidate


def add_business_days(day: date, count: int, is_business_day: IsBusinessDay) -> date:
    """The `count`-th business day after `day`, which is day 0 itself (D-03)."""
    for _ in range(count):
        day = next_business_day(day, is_business_day)
    return day
