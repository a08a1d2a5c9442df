"""The clock of a local portal, which an operator can run forward to see what falls due."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from services.kernel.eventkit.clock import ShiftedClock

TOKYO = ZoneInfo("Asia/Tokyo")

_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}
_DURATION = re.compile(r"(?:\d+[dhms])+")
_PIECE = re.compile(r"(\d+)([dhms])")


class NotForward(ValueError):
    """A portal's clock never goes back: what has happened has happened."""


class LocalClock:
    """The offset of the portal's clock, kept in the file that CLOCK_FILE names."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def offset(self) -> timedelta:
        """By how much the portal's clock runs ahead of the machine's."""
        if not self._file.exists():
            return timedelta(0)
        return timedelta(seconds=float(self._file.read_text().strip() or 0))

    def now(self) -> datetime:
        """The portal's time."""
        return datetime.fromtimestamp(time.time(), UTC) + self.offset()

    def forward(self, by: timedelta) -> datetime:
        """Runs the clock forward and returns the new time. Raises NotForward.

        Returns once no process goes by the old time any more.
        """
        if by < timedelta(0):
            raise NotForward("the portal's clock can only go forward")
        seconds = (self.offset() + by).total_seconds()
        draft = self._file.with_suffix(".new")
        draft.write_text(f"{seconds:.3f}\n")
        draft.replace(self._file)
        time.sleep(2 * ShiftedClock.LOOK_EVERY_SECONDS)
        return self.now()

    def to(self, moment: datetime) -> datetime:
        """Runs the clock forward to a moment. Raises NotForward when it has passed."""
        return self.forward(moment - self.now())


def read_duration(text: str) -> timedelta:
    """A duration such as `7h`, `2d12h` or `90m`. Raises ValueError."""
    if not _DURATION.fullmatch(text):
        raise ValueError(f"{text!r} is not a duration such as 7h, 2d12h or 90m")
    given: dict[str, int] = {}
    for number, unit in _PIECE.findall(text):
        given[_UNITS[unit]] = given.get(_UNITS[unit], 0) + int(number)
    return timedelta(**given)


def read_moment(text: str) -> datetime:
    """A moment by Tokyo's clock such as `2026-11-21T00:00` or `2026-11-21`. Raises ValueError."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r} is not a moment such as 2026-11-21T00:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=TOKYO)
