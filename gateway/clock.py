"""The portal's clock as the gateway reads it: only for the day of a view and for dates shown."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")


class PortalClock:
    """The system's clock; in local runs moved by the seconds in the clock file."""

    def __init__(self, clock_file: Path | None = None) -> None:
        self._file = clock_file

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.fromtimestamp(time.time() + self._ahead(), UTC)

    def today(self) -> date:
        """The day in Tokyo."""
        return self.now().astimezone(TOKYO).date()

    def _ahead(self) -> float:
        if self._file is None:
            return 0.0
        try:
            return float(self._file.read_text(encoding="ascii").strip() or 0)
        except (OSError, ValueError):
            return 0.0
