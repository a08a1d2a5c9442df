"""The period of a figure: whole days in Tokyo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from services.kernel.eventkit.domain import Kind, Refusal

LONGEST = 1100


class PeriodReversed(Refusal):
    """A period ends on its first day or later."""

    code = "period-reversed"
    kind = Kind.INVALID


class PeriodTooLong(Refusal):
    """A figure covers three years at most; `most` is the number of days."""

    code = "period-too-long"
    kind = Kind.INVALID


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Every day of it in order."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)


def period(first: date | None, last: date | None, *, today: date) -> Period:
    """The period asked for; left open it is the thirty days that end today.

    Raises `PeriodReversed`, `PeriodTooLong`.
    """
    last = last or (max(today, first) if first else today)
    try:
        first = first or last - timedelta(days=29)
    except OverflowError:
        first = last
    if last < first:
        raise PeriodReversed
    if (last - first).days >= LONGEST:
        raise PeriodTooLong(most=LONGEST)
    return Period(first, last)
