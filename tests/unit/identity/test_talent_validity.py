"""How long a full registration holds, its notices, extension and lapse (ID-15, ID-16, D-25)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.identity.domain.individual.data_keeping import anniversary
from services.identity.domain.individual.full_registration import due_date
from services.identity.domain.individual.validity import extension_is_open, validity_from
from services.identity.domain.rules import DEFAULT_RULES
from services.kernel.eventkit.business_days import JapaneseBusinessDays
from services.kernel.eventkit.domain.tokyo import TOKYO, moment
from tests.unit.identity.people_cast import People
from tests.unit.identity.stage import MAIL, as_individual, as_staff, tokyo

OFFICE = as_staff()
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def _end_by_counting(day: date, months: int) -> date:
    """Walks day by day until the month has changed once more than asked for."""
    changes = 0
    while True:
        following = day + timedelta(days=1)
        if following.month != day.month:
            if changes == months:
                return day
            changes += 1
        day = following


@lru_cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("JP", years=year))


def _third_business_day_by_counting(day: date) -> date:
    """Looks at every day with its own reading of D-02."""
    left = 3
    while left:
        day += timedelta(days=1)
        new_year = (day.month == 12 and day.day >= 29) or (day.month == 1 and day.day <= 3)
        weekend = day.strftime("%a") in ("Sat", "Sun")
        if not weekend and not new_year and day not in _public_holidays(day.year):
            left -= 1
    return day


@pytest.mark.requirement("ID-16")
@settings(deadline=None)
@given(day=DAYS)
def test_the_validity_ends_with_the_twelfth_month(day: date) -> None:
    validity = validity_from(day, DEFAULT_RULES)
    assert validity.until == _end_by_counting(day, 12)
    assert validity.until.day == calendar.monthrange(validity.until.year, validity.until.month)[1]
    assert [(validity.until - notice).days for notice in validity.notices] == [60, 30, 7]


@pytest.mark.requirement("ID-15")
@settings(deadline=None)
@given(day=DAYS, later=st.integers(-100, 100))
def test_extension_is_open_from_the_first_notice_to_the_last_day(day: date, later: int) -> None:
    until = validity_from(day, DEFAULT_RULES).until
    today = until - timedelta(days=later)
    days = [until - timedelta(days=back) for back in range(61)]
    assert extension_is_open(until, today, DEFAULT_RULES) is (today in days)


@pytest.mark.requirement("ID-15")
@settings(deadline=None)
@given(day=DAYS)
def test_each_extension_adds_twelve_months(day: date) -> None:
    first = validity_from(day, DEFAULT_RULES).until
    second = validity_from(first, DEFAULT_RULES).until
    assert (second.year, second.month) == (first.year + 1, first.month)
    assert second == _end_by_counting(first, 12)


@pytest.mark.requirement("ID-09")
@settings(deadline=None)
@given(day=st.dates(date(2020, 1, 1), date(2030, 12, 31)), minutes=st.integers(0, 24 * 60 - 1))
def test_the_answer_is_due_on_the_third_business_day(day: date, minutes: int) -> None:
    at = moment(day) + timedelta(minutes=minutes)
    assert at.astimezone(TOKYO).date() == day
    is_business_day = JapaneseBusinessDays().is_business_day
    found = due_date(at, is_business_day, DEFAULT_RULES)
    assert found == _third_business_day_by_counting(day)


@pytest.mark.requirement("ID-09")
def test_the_worked_example_of_the_requirements() -> None:
    is_business_day = JapaneseBusinessDays().is_business_day
    asked = tokyo(2024, 5, 2, 23, 59)
    assert due_date(asked, is_business_day, DEFAULT_RULES) == date(2024, 5, 9)


@pytest.mark.requirement("ID-17")
@settings(deadline=None)
@given(day=DAYS)
def test_data_are_to_be_confirmed_on_the_same_day_of_the_next_year(day: date) -> None:
    found = anniversary(day, 12)
    if (day.month, day.day) == (2, 29):
        assert found == date(day.year + 1, 2, 28)
    else:
        assert (found.year, found.month, found.day) == (day.year + 1, day.month, day.day)


@pytest.fixture
def stage() -> People:
    return People(tokyo(2024, 5, 8, 12, 0))


@pytest.fixture
def person(stage: People) -> str:
    account_id = stage.opened()
    stage.full(account_id)
    return account_id


def _overview(stage: People, first: str, last: str) -> dict[str, int]:
    answer = stage.run("get_extension_overview", {"first_on": first, "last_on": last}, OFFICE)
    return {kind: answer[kind] for kind in ("due", "notified", "extended", "lapsed")}


@pytest.mark.requirement("ID-15")
def test_notices_are_given_sixty_thirty_and_seven_days_before(stage: People, person: str) -> None:
    told = stage.published[-1].data
    assert told["valid_until_on"] == "2025-05-31"
    assert told["notices_at"] == [
        "2025-04-01T00:00:00+00:00",
        "2025-05-01T00:00:00+00:00",
        "2025-05-24T00:00:00+00:00",
    ]
    stage.until(tokyo(2025, 4, 1, 8, 59))
    payload = {"purpose": "extension-notice", "account_id": person}
    assert _overview(stage, "2025-04-01", "2025-04-30")["notified"] == 0
    stage.until(tokyo(2025, 4, 1, 9, 0))
    mail = stage.mail(payload["purpose"], account_id=person)
    assert mail["values"]["valid_until_on"] == "2025-05-31"
    stage.until(tokyo(2025, 5, 30))
    given_on = [
        event.notice_on
        for event in stage.events()
        if type(event).__name__ == "ExtensionNoticeGiven"
    ]
    assert given_on == [date(2025, 4, 1), date(2025, 5, 1), date(2025, 5, 24)]


@pytest.mark.requirement("ID-15")
def test_one_confirmation_extends_by_twelve_months(stage: People, person: str) -> None:
    me = as_individual(person)
    stage.until(tokyo(2025, 3, 31, 23, 59, 59))
    assert stage.refusal("extend_talent_registration", {}, me).code == "extension-not-open"
    stage.until(tokyo(2025, 4, 1))
    assert stage.own(person)["validity"]["extension_open"]
    answer = stage.run("extend_talent_registration", {}, me)
    assert answer["valid_until"] == "2026-05-31"
    assert stage.types()[-1] == "TalentRegistrationExtended"
    assert stage.refusal("extend_talent_registration", {}, me).code == "extension-not-open"
    stage.until(tokyo(2026, 5, 31, 23, 59, 59))
    assert stage.own(person)["status"] == "full"


@pytest.mark.requirement("ID-16")
def test_a_registration_not_extended_lapses_after_its_last_day(stage: People, person: str) -> None:
    stage.until(tokyo(2025, 5, 31, 23, 59, 59))
    assert stage.own(person)["status"] == "full"
    stage.until(tokyo(2025, 6, 1))
    assert stage.types()[-1] == "TalentRegistrationExpired"
    assert stage.own(person)["status"] == "simple"
    assert stage.facets(MAIL) == set()
    me = as_individual(person)
    assert stage.refusal("extend_talent_registration", {}, me).code == "not-full-registrant"


@pytest.mark.requirement("ID-16")
def test_the_overview_counts_due_notified_extended_and_lapsed_of_a_period(stage: People) -> None:
    people = [stage.opened(f"person{number}@example.jp") for number in range(4)]
    for person in people:
        stage.full(person)
    stage.run("leave", {"confirmed": True}, as_individual(people[3]))
    stage.until(tokyo(2025, 4, 20, 12, 0))
    stage.run("extend_talent_registration", {}, as_individual(people[0]))
    stage.until(tokyo(2025, 6, 2))
    spring = _overview(stage, "2025-04-01", "2025-05-31")
    assert spring == {"due": 3, "notified": 3, "extended": 1, "lapsed": 0}
    assert _overview(stage, "2025-06-01", "2025-06-01")["lapsed"] == 2
    assert _overview(stage, "2026-05-31", "2026-05-31")["due"] == 1
    period = {"first_on": "2026-05-01", "last_on": "2026-05-31"}
    found = stage.run("find_extensions", period, OFFICE)["items"]
    assert [one["account_id"] for one in found] == [people[0]]


@pytest.mark.requirement("ID-16")
def test_a_validity_that_passes_during_a_restriction_ends_with_it(
    stage: People, person: str
) -> None:
    stage.run("suspend_user", {"account_id": person, "reason": "x"}, OFFICE)
    stage.until(tokyo(2025, 7, 1))
    assert "TalentRegistrationExpired" not in stage.types()
    stage.run("reinstate_user", {"account_id": person}, OFFICE)
    stage.wait(seconds=1)
    assert stage.types()[-1] == "TalentRegistrationExpired"
    assert stage.own(person)["status"] == "simple"
