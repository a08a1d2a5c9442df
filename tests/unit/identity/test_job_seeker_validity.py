"""The validity of a job-seeker registration, day by day, beside a slow reference (D-05)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from services.identity.domain.job_seeker.events import JobSeekerRegistered
from services.identity.domain.job_seeker.kinds import Activity, ServiceKind
from services.identity.domain.job_seeker.registration import expire, note_activity
from services.identity.domain.job_seeker.state import NO_JOB_SEEKER, JobSeeker, evolve
from services.identity.domain.job_seeker.validity import (
    first_valid_until,
    last_day_to_switch_back,
    valid_until_after,
)
from services.identity.domain.kinds import School
from services.kernel.eventkit.domain.tokyo import moment

ONE = timedelta(days=1)
FIRST, LAST = date(2023, 1, 1), date(2028, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


def slow_last_day(start: date, further_months: int) -> date:
    """Walks day by day until that many months have begun, then on to the last day of the month."""
    day = start
    while further_months:
        day += ONE
        if day.day == 1:
            further_months -= 1
    while (day + ONE).day != 1:
        day += ONE
    return day


def slow_history(applied_on: date, activities: Sequence[date], until: date) -> tuple[date, bool]:
    """Lives through every day: the end of validity, and whether it is over on the last day."""
    valid_until = slow_last_day(applied_on, 2)
    day = applied_on
    while day <= until:
        if day > valid_until:
            return valid_until, True
        for _ in range(activities.count(day)):
            if day.strftime("%Y-%m") == valid_until.strftime("%Y-%m"):
                valid_until = slow_last_day(valid_until, 1)
        day += ONE
    return valid_until, False


def registered(on: date) -> JobSeeker:
    event = JobSeekerRegistered(
        account_id="a",
        number="13010-00000001",
        kind=ServiceKind.ONLINE_REGISTRANT,
        office="13010",
        school=School.NONE,
        application_on=on,
        valid_until=first_valid_until(on),
        terms_version="1",
        privacy_version="1",
        at=moment(on),
    )
    return evolve(NO_JOB_SEEKER, event)


@pytest.mark.requirement("ID-33")
def test_every_day_of_six_years_is_valid_to_the_end_of_the_second_following_month() -> None:
    for day in EVERY_DAY:
        assert first_valid_until(day) == slow_last_day(day, 2), day


@pytest.mark.requirement("ID-33")
@pytest.mark.parametrize(
    ("applied", "valid_until"),
    [
        ("2024-12-05", "2025-02-28"),
        ("2023-12-31", "2024-02-29"),
        ("2024-11-30", "2025-01-31"),
        ("2025-12-01", "2026-02-28"),
    ],
)
def test_worked_examples_of_the_validity(applied: str, valid_until: str) -> None:
    assert first_valid_until(date.fromisoformat(applied)).isoformat() == valid_until


@pytest.mark.requirement("ID-34")
@pytest.mark.requirement("ID-35")
def test_on_every_day_of_six_years_only_the_final_month_extends_and_by_one_month() -> None:
    ends = {first_valid_until(day) for day in EVERY_DAY}
    for valid_until in ends:
        day = valid_until - timedelta(days=95)
        while day <= valid_until:
            same_month = day.strftime("%Y-%m") == valid_until.strftime("%Y-%m")
            expected = slow_last_day(valid_until, 1) if same_month else valid_until
            assert valid_until_after(day, valid_until) == expected
            assert valid_until_after(day, expected) == expected
            day += ONE


@pytest.mark.requirement("ID-34")
def test_the_worked_example_of_the_extension() -> None:
    extended = valid_until_after(date(2025, 2, 10), date(2025, 2, 28))
    assert extended == date(2025, 3, 31)


@pytest.mark.requirement("ID-34")
@pytest.mark.requirement("ID-35")
@pytest.mark.requirement("ID-36")
@settings(max_examples=300, deadline=None)
@given(
    applied_on=some.dates(FIRST, LAST),
    offsets=some.lists(some.integers(0, 250), max_size=12),
    length=some.integers(0, 260),
)
def test_any_history_of_activities_ends_as_if_lived_through_day_by_day(
    applied_on: date, offsets: list[int], length: int
) -> None:
    until = applied_on + timedelta(days=length)
    activities = sorted(applied_on + timedelta(days=n) for n in offsets if n <= length)
    seeker = registered(applied_on)
    for day in activities:
        for event in expire(seeker, "a", moment(day)):
            seeker = evolve(seeker, event)
        for event in note_activity(seeker, "a", Activity.DIRECT_APPLICATION, day, moment(day)):
            seeker = evolve(seeker, event)
    for event in expire(seeker, "a", moment(until)):
        seeker = evolve(seeker, event)
    valid_until, over = slow_history(applied_on, activities, until)
    assert (seeker.valid_until, seeker.active_on(until)) == (valid_until, not over)
    if over:
        assert seeker.inactive_on == valid_until + ONE


@pytest.mark.requirement("ID-34")
@given(applied_on=some.dates(FIRST, LAST), early=some.integers(0, 27))
def test_news_of_the_last_month_that_comes_after_midnight_counts_for_its_day(
    applied_on: date, early: int
) -> None:
    seeker = registered(applied_on)
    day = seeker.valid_until - timedelta(days=early)
    if day < applied_on or day.month != seeker.valid_until.month:
        return
    after = moment(seeker.valid_until + ONE)
    expired = evolve(seeker, expire(seeker, "a", after)[0])
    extended = evolve(expired, note_activity(expired, "a", Activity.PLACEMENT, day, after)[0])
    assert extended.active_on(seeker.valid_until + ONE)
    assert note_activity(expired, "a", Activity.PLACEMENT, seeker.valid_until + ONE, after) == []


@pytest.mark.requirement("ID-39")
def test_every_day_of_six_years_can_switch_back_for_12_months() -> None:
    for day in EVERY_DAY:
        last = last_day_to_switch_back(day, 12)
        slow = day
        while (slow.year, slow.month) != (day.year + 1, day.month):
            slow += ONE
        while slow.day < day.day and (slow + ONE).month == slow.month:
            slow += ONE
        assert last == slow, day
