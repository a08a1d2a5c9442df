"""Days and moments of the portal (D-01 to D-05) against slower and plainer references."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.eventkit.business_days import JapaneseBusinessDays, YearNotLoaded
from services.kernel.eventkit.domain.tokyo import (
    EVENING,
    add_business_days,
    moment,
    month_end,
    next_business_day,
    tokyo_date,
    tokyo_time,
)

NINE_HOURS = timezone(timedelta(hours=9))
# Japan has had no summer time since 1951, so from then on the reference is nine hours, always.
MOMENTS = st.datetimes(datetime(1952, 1, 1), datetime(2099, 12, 30)).map(  # noqa: DTZ001
    lambda at: at.replace(tzinfo=UTC)
)
DAYS = st.dates(date(1952, 1, 1), date(2099, 11, 30))
OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))


@given(MOMENTS, OFFSETS)
def test_the_day_and_time_in_tokyo_are_nine_hours_ahead_of_utc(
    at: datetime, offset: timezone
) -> None:
    by_hand = at.astimezone(NINE_HOURS)
    assert tokyo_date(at.astimezone(offset)) == by_hand.date()
    assert tokyo_time(at.astimezone(offset)) == by_hand.time()


@given(DAYS, st.times())
def test_a_tokyo_day_and_time_name_one_moment_and_back(day: date, at: time) -> None:
    found = moment(day, at)
    assert found == datetime.combine(day, at, NINE_HOURS)
    assert (tokyo_date(found), tokyo_time(found)) == (day, at)


def test_the_evening_of_a_day_and_its_last_second() -> None:
    assert moment(date(2024, 5, 1), EVENING) == datetime(2024, 5, 1, 13, tzinfo=UTC)
    assert moment(date(2024, 5, 2)) == datetime(2024, 5, 1, 15, tzinfo=UTC)
    assert tokyo_date(datetime(2024, 5, 1, 14, 59, 59, tzinfo=UTC)) == date(2024, 5, 1)
    assert tokyo_date(datetime(2024, 5, 1, 15, tzinfo=UTC)) == date(2024, 5, 2)


def slow_month_end(day: date, months_later: int) -> date:
    """Day by day."""
    for _ in range(months_later + 1):
        day = day.replace(day=28)
        while day.day != 1:
            day += timedelta(days=1)
    return day - timedelta(days=1)


@given(st.dates(date(1952, 1, 1), date(2090, 12, 31)), st.integers(0, 40))
def test_the_last_day_of_a_month_later(day: date, months_later: int) -> None:
    assert month_end(day, months_later) == slow_month_end(day, months_later)


@pytest.mark.parametrize(
    ("day", "months_later", "expected"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 12, 1), 0, date(2024, 12, 31)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 3, 15), -1, date(2024, 2, 29)),
    ],
)
def test_month_ends_by_hand(day: date, months_later: int, expected: date) -> None:
    assert month_end(day, months_later) == expected


CLOSED = st.frozensets(st.integers(0, 30), max_size=25)


@given(DAYS, st.integers(0, 8), CLOSED)
def test_business_days_are_counted_from_the_day_after(
    day: date, count: int, closed: frozenset[int]
) -> None:
    """Against a table of every day: the `count`-th open one after the first."""
    holidays = {day + timedelta(days=n) for n in closed}

    def is_open(candidate: date) -> bool:
        return candidate.weekday() < 5 and candidate not in holidays

    table = [day + timedelta(days=n) for n in range(1, 80)]
    open_days = [day, *(candidate for candidate in table if is_open(candidate))]
    assert add_business_days(day, count, is_open) == open_days[count]


@given(DAYS)
def test_the_next_business_day_is_open_and_nothing_between_is(day: date) -> None:
    table = JapaneseBusinessDays()
    found = next_business_day(day, table.is_business_day)
    assert found > day
    assert table.is_business_day(found)
    between = (day + timedelta(days=n) for n in range(1, (found - day).days))
    assert not any(table.is_business_day(candidate) for candidate in between)


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2024, 5, 1), True),
        (date(2024, 5, 3), False),  # Constitution Day
        (date(2024, 5, 4), False),  # a Saturday, and Greenery Day
        (date(2024, 5, 6), False),  # the day off for a holiday on a Sunday
        (date(2024, 5, 7), True),
        (date(2024, 12, 27), True),
        (date(2024, 12, 30), False),  # the turn of the year
        (date(2024, 12, 31), False),
        (date(2025, 1, 2), False),
        (date(2025, 1, 3), False),
        (date(2025, 1, 6), True),
        (date(2019, 5, 1), False),  # the accession
        (date(2026, 9, 22), False),  # a day between two holidays
        (date(2028, 12, 29), False),
        (date(2028, 12, 28), True),
    ],
)
def test_japanese_business_days_by_hand(day: date, is_open: bool) -> None:
    assert JapaneseBusinessDays().is_business_day(day) is is_open


@pytest.mark.parametrize("year", [1948, 2100])
def test_a_year_outside_the_table_is_an_error_and_not_a_guess(year: int) -> None:
    with pytest.raises(YearNotLoaded, match=str(year)):
        JapaneseBusinessDays().is_business_day(date(year, 6, 1))
