"""Periods of a listing: when people work and when they can apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.kernel.eventkit.domain.tokyo import month_end


class Third(StrEnum):
    """A third of a month: 上旬, 中旬, 下旬."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"


_FIRST_DAY = {Third.EARLY: 1, Third.MIDDLE: 11, Third.LATE: 21}


@dataclass(frozen=True, slots=True)
class PeriodPoint:
    """One end of a work period: an exact day, or a third of a month.

    With `third` the day only names the month; `on` is the exact form.
    """

    day: date
    third: Third | None = None

    @property
    def first_day(self) -> date:
        """The earliest day it can mean."""
        return self.day if self.third is None else self.day.replace(day=_FIRST_DAY[self.third])

    @property
    def last_day(self) -> date:
        """The latest day it can mean."""
        match self.third:
            case None:
                return self.day
            case Third.LATE:
                return month_end(self.day)
            case third:
                return self.day.replace(day=_FIRST_DAY[third] + 9)


@dataclass(frozen=True, slots=True)
class WorkPeriod:
    """A work period in one of the three forms of LI-03; without `end` it is open-ended."""

    start: PeriodPoint
    end: PeriodPoint | None = None

    @property
    def last_day(self) -> date:
        """The latest day it can end on; without an end, that of its beginning."""
        return (self.end or self.start).last_day

    @property
    def is_reversed(self) -> bool:
        """Whether it would end before it begins."""
        return self.end is not None and self.end.last_day < self.start.first_day


class RecruitmentState(StrEnum):
    """Where a listing stands in its recruitment period: 募集前, 募集中, 募集終了 (D-44)."""

    BEFORE = "before"
    OPEN = "open"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class RecruitmentPeriod:
    """The days on which applications are taken (LI-04), both included; without end it is open."""

    start_on: date
    end_on: date | None = None

    @property
    def invalid_on(self) -> date | None:
        """The first day after its end (D-06); none after the last day there is."""
        if self.end_on is None or self.end_on == date.max:
            return None
        return self.end_on + timedelta(days=1)

    @property
    def is_reversed(self) -> bool:
        """Whether it would end before it begins."""
        return self.end_on is not None and self.end_on < self.start_on

    def state_on(self, day: date) -> RecruitmentState:
        """The recruitment state on a Tokyo day."""
        if day < self.start_on:
            return RecruitmentState.BEFORE
        if self.end_on is not None and day > self.end_on:
            return RecruitmentState.ENDED
        return RecruitmentState.OPEN
