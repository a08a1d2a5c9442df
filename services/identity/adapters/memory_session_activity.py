"""Session activity in memory, for one process and for tests."""

from __future__ import annotations

import threading
from datetime import datetime


class MemorySessionActivity:
    """See `SessionActivity`."""

    def __init__(self) -> None:
        self._seen: dict[str, datetime] = {}
        self._changing = threading.Lock()

    def begin(self, session_id: str, at: datetime) -> None:
        with self._changing:
            self._seen[session_id] = max(at, self._seen.get(session_id, at))

    def touch(self, session_id: str, at: datetime, since: datetime) -> bool:
        with self._changing:
            seen = self._seen.get(session_id)
            if seen is None or seen < since:
                return False
            self._seen[session_id] = max(at, seen)
            return True

    def last_seen(self, session_id: str) -> datetime | None:
        return self._seen.get(session_id)

    def end(self, session_id: str) -> None:
        with self._changing:
            self._seen.pop(session_id, None)
