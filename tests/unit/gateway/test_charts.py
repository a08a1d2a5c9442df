"""The geometry of charts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.web.charts import Series, scale, share, spans, step_of, time_chart

FIRST, LAST = date(2024, 5, 1), date(2024, 5, 30)
DAYS = [FIRST + timedelta(days=n) for n in range(30)]


def _series(label: str = "views", factor: int = 1) -> Series:
    return Series(label, {day.isoformat(): factor * day.day for day in DAYS})


@settings(deadline=None)
@given(st.integers(0, 10**12))
def test_a_scale_has_few_round_whole_numbers_and_reaches_the_highest_value(most: int) -> None:
    ticks = scale(most)
    assert ticks[0] == 0
    assert ticks[-1] >= max(1, most)
    assert 2 <= len(ticks) <= 6
    steps = {after - before for before, after in pairwise(ticks)}
    assert len(steps) == 1
    assert str(steps.pop()).strip("0") in ("1", "2", "5")


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 1100))
def test_every_day_of_a_period_lies_in_exactly_one_slot(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = spans(first, last, step_of(first, last))
    assert found[0][0] == first
    assert found[-1][1] == last
    for (_, end), (start, _) in pairwise(found):
        assert start == end + timedelta(days=1)
    assert len(found) <= 62


def test_long_periods_are_drawn_by_weeks_and_months() -> None:
    assert step_of(FIRST, FIRST + timedelta(days=61)) == "day"
    assert step_of(FIRST, FIRST + timedelta(days=62)) == "week"
    assert step_of(FIRST, FIRST + timedelta(days=400)) == "month"
    weeks = spans(date(2024, 5, 1), date(2024, 5, 14), "week")
    assert [day.isoformat() for day, _ in weeks] == ["2024-05-01", "2024-05-06", "2024-05-13"]
    months = spans(date(2024, 12, 15), date(2025, 2, 3), "month")
    assert [f"{a}/{b}" for a, b in months] == [
        "2024-12-15/2024-12-31",
        "2025-01-01/2025-01-31",
        "2025-02-01/2025-02-03",
    ]


def test_bars_stand_inside_the_drawing_and_on_each_other() -> None:
    chart = time_chart("c", "t", "stack", FIRST, LAST, [_series(), _series("more", 2)])
    assert chart.totals == (465, 930)
    assert chart.highest is not None
    assert chart.highest.first == LAST
    last = chart.slots[-1]
    below, above = last.marks
    assert below.y + below.height == chart.top + chart.plot
    assert round(above.y + above.height, 2) == below.y
    for slot in chart.slots:
        for mark in slot.marks:
            assert 0 <= mark.x < mark.x + mark.width <= 100.001
            assert chart.top <= mark.y <= chart.top + chart.plot


def test_columns_stand_side_by_side() -> None:
    chart = time_chart("c", "t", "columns", FIRST, LAST, [_series(), _series("more", 2)])
    left, right = chart.slots[-1].marks
    assert round(left.x + left.width, 3) == round(right.x, 3)
    assert right.height > left.height


def test_a_line_has_a_point_for_every_slot() -> None:
    chart = time_chart("c", "t", "line", FIRST, LAST, [_series()])
    assert len(chart.lines[0].split()) == len(chart.slots) == 30
    assert chart.areas[0].startswith("1.667,100 ")


def test_a_period_of_one_day_without_anything_has_no_highest() -> None:
    chart = time_chart("c", "t", "line", FIRST, FIRST, [Series("views", {})])
    assert chart.highest is None
    assert chart.total == 0
    assert [tick.value for tick in chart.ticks] == [0, 1]


def test_the_time_axis_has_at_most_six_days() -> None:
    for length in range(62):
        chart = time_chart("c", "t", "line", FIRST, FIRST + timedelta(days=length), [_series()])
        assert 1 <= len(chart.days) <= 6
        assert all(0 <= tick.at <= 100 for tick in chart.days)


def test_shares_of_nothing_are_nothing() -> None:
    assert share(3, 0) == 0.0
    assert share(1, 3) == 33.33
