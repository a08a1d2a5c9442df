"""Charts as geometry: what the chart macros draw as SVG, without script and without inline style.

Horizontal places are percentages of the drawing's width, so that a chart fills any screen while
its letters keep their size; vertical ones are pixels.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

TOP = 10
PLOT = 190
HEIGHT = TOP + PLOT + 26
AXIS_LABELS = 6
DAYS_AT_MOST = 62
WEEKS_AT_MOST = 380
STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Series:
    """One measure: its name and its values by day (ISO texts)."""

    label: str
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar: `x` and `width` in percent, `y` and `height` in pixels; `series` chooses the colour."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One day, week or month: its place, its bars and what a pointer is told."""

    first: date
    last: date
    x: float
    width: float
    values: tuple[int, ...]
    marks: tuple[Mark, ...]

    @property
    def middle(self) -> float:
        """The middle in percent."""
        return self.x + self.width / 2

    @property
    def total(self) -> int:
        """The sum over the series."""
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class Tick:
    """A horizontal line with its number, or a place on the time axis with its day."""

    at: float
    value: Any
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class TimeChart:
    """A chart over a period. `step` is day, week or month; `form` is line, columns or stack."""

    id: str
    title: str
    form: str
    step: str
    series: tuple[Series, ...]
    slots: tuple[Slot, ...]
    ticks: tuple[Tick, ...]
    days: tuple[Tick, ...]
    lines: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    top: int = TOP
    plot: int = PLOT
    height: int = HEIGHT
    totals: tuple[int, ...] = field(default=())

    @property
    def total(self) -> int:
        """The sum of everything shown."""
        return sum(self.totals)

    @property
    def highest(self) -> Slot | None:
        """The slot with the highest sum, None when nothing happened."""
        best = max(self.slots, key=lambda slot: slot.total, default=None)
        return best if best is not None and best.total else None


def scale(most: int) -> tuple[int, ...]:
    """Round numbers from 0 to at least `most`, at most five steps, whole numbers only."""
    size = 1
    while True:
        for step in STEPS:
            if step * size * 4 >= most:
                step *= size
                return tuple(range(0, step * max(1, -(-most // step)) + 1, step))
        size *= 10


def step_of(first: date, last: date) -> str:
    """Days for two months, weeks for a year, months beyond."""
    days = (last - first).days + 1
    if days <= DAYS_AT_MOST:
        return "day"
    return "week" if days <= WEEKS_AT_MOST else "month"


def spans(first: date, last: date, step: str) -> list[tuple[date, date]]:
    """The days of each slot; the first and the last may be cut off by the period."""
    found: list[tuple[date, date]] = []
    start, end = first.toordinal(), last.toordinal()
    while start <= end:
        day = date.fromordinal(start)
        if step == "day":
            more = 0
        elif step == "week":
            more = 6 - day.weekday()
        else:
            more = monthrange(day.year, day.month)[1] - day.day
        until = min(start + more, end)
        found.append((day, date.fromordinal(until)))
        start = until + 1
    return found


def time_chart(
    id: str, title: str, form: str, first: date, last: date, series: Sequence[Series]
) -> TimeChart:
    """A chart of one or more series from the first to the last day.

    `line` draws the series as lines over a shaded area, `columns` side by side, `stack` on top of
    each other.
    """
    step = step_of(first, last)
    parts = spans(first, last, step)
    sums = [tuple(_sum(one.values, *part) for one in series) for part in parts]
    reached = (sum(values) if form == "stack" else max(values, default=0) for values in sums)
    numbers = scale(max(reached, default=0))
    slots = _slots(parts, sums, form, numbers[-1])
    lines, areas = _lines(slots, len(series), numbers[-1]) if form == "line" else ((), ())
    return TimeChart(
        id=id,
        title=title,
        form=form,
        step=step,
        series=tuple(series),
        slots=tuple(slots),
        ticks=tuple(Tick(_y(number, numbers[-1]), number) for number in numbers),
        days=tuple(_axis(slots)),
        lines=lines,
        areas=areas,
        totals=tuple(sum(values[index] for values in sums) for index in range(len(series))),
    )


def _sum(values: Mapping[str, int], first: date, last: date) -> int:
    days = ((first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1))
    return sum(values.get(day, 0) for day in days)


def _y(value: float, most: int) -> float:
    return round(TOP + PLOT * (1 - value / most), 2)


def _slots(
    parts: Sequence[tuple[date, date]], sums: Sequence[tuple[int, ...]], form: str, most: int
) -> list[Slot]:
    width = 100 / len(parts)
    slots = []
    for index, ((first, last), values) in enumerate(zip(parts, sums, strict=True)):
        x = index * width
        marks = tuple(_marks(values, x, width, form, most))
        slots.append(Slot(first, last, round(x, 4), round(width, 4), values, marks))
    return slots


def _marks(values: Sequence[int], x: float, width: float, form: str, most: int) -> Iterable[Mark]:
    if form == "line":
        return
    inner = width * 0.72
    bar = inner if form == "stack" else inner / len(values)
    below = 0
    for series, value in enumerate(values):
        left = x + (width - inner) / 2 + (0 if form == "stack" else series * bar)
        if value:
            top = _y(below + value, most)
            height = _y(below, most) - top
            yield Mark(round(left, 4), top, round(bar, 4), round(height, 2), series)
        below += value if form == "stack" else 0


def _lines(slots: Sequence[Slot], count: int, most: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Points of the lines and of the areas under them, in a square of 100 by 100."""
    lines, areas = [], []
    for series in range(count):
        points = [(slot.middle, 100 - 100 * slot.values[series] / most) for slot in slots]
        text = " ".join(f"{x:.3f},{y:.3f}" for x, y in points)
        lines.append(text)
        areas.append(f"{points[0][0]:.3f},100 {text} {points[-1][0]:.3f},100")
    return tuple(lines), tuple(areas)


def _axis(slots: Sequence[Slot]) -> Iterable[Tick]:
    every = max(1, -(-(len(slots) - 1) // (AXIS_LABELS - 1)))
    chosen = [slot for index, slot in enumerate(slots) if index % every == 0]
    for slot in chosen:
        anchor = "middle"
        if slot is slots[0] and len(slots) > 1 and slot.width < 12:
            anchor = "start"
        elif slot.middle > 94:
            anchor = "end"
        at = {"start": slot.x, "end": slot.x + slot.width}.get(anchor, slot.middle)
        yield Tick(round(at, 4), slot.first, anchor)


def share(part: float, whole: float) -> float:
    """The width of a bar in percent."""
    return round(100 * part / whole, 2) if whole else 0.0
