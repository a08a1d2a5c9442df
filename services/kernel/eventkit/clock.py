"""The portal's clock: the only place that asks the machine for the time."""

from __future__ import annotations

import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC, to the millisecond (as everything stores it)."""
        present = datetime.fromtimestamp(time.time(), UTC)
        return present.replace(microsecond=present.microsecond // 1000 * 1000)


class ShiftedClock:
    """Real time plus an offset in seconds that an operator keeps in a file (local runs only)."""

    LOOK_EVERY_SECONDS = 0.02

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        self._real = SystemClock()
        self._offset = timedelta(0)
        self._look_again_at = 0.0

    def now(self) -> datetime:
        """See `SystemClock.now`."""
        if time.monotonic() >= self._look_again_at:
            self._look_again_at = time.monotonic() + self.LOOK_EVERY_SECONDS
            try:
                self._offset = timedelta(seconds=float(self._path.read_text().strip() or 0))
            except (FileNotFoundError, ValueError):
                self._offset = timedelta(0)
        return self._real.now() + self._offset


class RandomIds:
    """Ids nobody can foresee."""

    def new(self) -> str:
        """A new random id."""
        return str(uuid.uuid4())  # noqa: TID251  (the one source of ids)
