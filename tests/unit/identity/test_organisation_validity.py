"""The days of an organisation against a slow reckoning by hand (D-26, D-38)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.identity.domain.organisation.validity import (
    confirmation_on,
    extended,
    extension_opens_on,
    first_validity,
)
from services.identity.domain.rules import DEFAULT_RULES
from services.kernel.eventkit.domain.tokyo import moment

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def _last_day_of_month(year: int, month: int) -> date:
    day = date(year, month, 1)
    while (day + timedelta(days=1)).month == month:
        day += timedelta(days=1)
    return day


@pytest.mark.requirement("ID-82")
@given(DAYS)
def test_a_registration_holds_to_the_end_of_the_same_month_next_year(day: date) -> None:
    until = first_validity(moment(day))
    assert until == _last_day_of_month(day.year + 1, day.month)
    assert first_validity(moment(day) + timedelta(hours=23, minutes=59)) == until
    assert (until - extension_opens_on(until, DEFAULT_RULES)).days == 60


@pytest.mark.requirement("ID-82")
@given(DAYS, st.integers(-60, 400))
def test_an_extension_adds_12_months_to_the_end_or_to_today(day: date, late: int) -> None:
    until = first_validity(moment(day))
    today = until + timedelta(days=late)
    base = max(until, today)
    new = extended(until, moment(today), DEFAULT_RULES)
    assert new == _last_day_of_month(base.year + 1, base.month)
    assert new > base


@pytest.mark.requirement("ID-78")
@given(DAYS)
def test_data_are_confirmed_a_year_after_the_last_answer(day: date) -> None:
    leap = (day.month, day.day) == (2, 29) and not calendar.isleap(day.year + 1)
    expected = date(day.year + 1, 2, 28) if leap else date(day.year + 1, day.month, day.day)
    assert confirmation_on(day, DEFAULT_RULES) == expected
