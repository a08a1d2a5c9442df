"""Japanese business days from the maintained `holidays` library (D-02)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import holidays


class YearNotLoaded(Exception):
    """The table of holidays does not reach this year: the calculation must not be guessed."""


@lru_cache(maxsize=64)
def _holidays_of(year: int) -> frozenset[date]:
    table = holidays.country_holidays("JP", years=year)
    if not table:
        raise YearNotLoaded(str(year))
    return frozenset(table)


class JapaneseBusinessDays:
    """See `Holidays`: Monday to Friday without public holidays and 29 December to 3 January."""

    FIRST_YEAR = 1949
    LAST_YEAR = 2099

    def is_business_day(self, day: date) -> bool:
        if not self.FIRST_YEAR <= day.year <= self.LAST_YEAR:
            raise YearNotLoaded(str(day.year))
        if day.weekday() >= 5:
            return False
        if (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3):
            return False
        return day not in _holidays_of(day.year)
