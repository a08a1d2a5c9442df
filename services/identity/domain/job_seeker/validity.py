"""How long a job-seeker registration is valid: dates in Tokyo, nothing else (ID-33 to ID-35, D-05)."""

from __future__ import annotations

import calendar
from datetime import date

from services.kernel.eventkit.domain.tokyo import month_end

MONTHS_AFTER_APPLICATION = 2


def first_valid_until(application_on: date) -> date:
    """翌々月末: the last day of the second month after the month of the application (ID-33)."""
    return month_end(application_on, MONTHS_AFTER_APPLICATION)


def is_in_final_month(day: date, valid_until: date) -> bool:
    """Whether an activity on this day counts: its month is the one in which the validity ends."""
    return (day.year, day.month) == (valid_until.year, valid_until.month)


def valid_until_after(day: date, valid_until: date) -> date:
    """The end of validity after an activity on this day.

    The end of the following month when it was in the final month, unchanged otherwise; so the
    second activity of a month changes nothing (ID-34, ID-35).
    """
    return month_end(valid_until, 1) if is_in_final_month(day, valid_until) else valid_until


def last_day_to_switch_back(inactive_on: date, months: int) -> date:
    """The last day on which the seeker may become active again alone (ID-39, D-32).

    The day of the same number so many months later, or the last of a month that is too short.
    """
    year, month = divmod(inactive_on.year * 12 + inactive_on.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(inactive_on.day, last))
