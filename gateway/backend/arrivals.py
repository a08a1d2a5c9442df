"""Waiting for new events without asking again and again."""

from __future__ import annotations

import threading
import time

from services.kernel.contracts.public_event import PublicEvent


class Arrivals:
    """Knows the latest position heard per service and wakes whoever waits for more."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0
        self._waiting = 0

    def connected(self) -> None:
        """Wakes everybody: events may have been missed."""
        self._wake()

    def disconnected(self) -> None:
        """Nothing to do: waiting ends by itself."""

    def heard(self, event: PublicEvent) -> None:
        """Wakes everybody."""
        self._wake()

    def _wake(self) -> None:
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    @property
    def count(self) -> int:
        """How many wake-ups there have been; pass it to `wait` to miss none."""
        with self._changed:
            return self._count

    def wait(self, seen: int, seconds: float, *, most: int = 4) -> bool | None:
        """Waits until more than `seen` wake-ups have been, at most so long.

        Answers whether there were more, and None at once when `most` others wait already:
        threads are few.
        """
        until = time.monotonic() + seconds
        with self._changed:
            if self._waiting >= most:
                return None
            self._waiting += 1
            try:
                while self._count <= seen:
                    left = until - time.monotonic()
                    if left <= 0 or not self._changed.wait(left):
                        return self._count > seen
                return True
            finally:
                self._waiting -= 1

    @staticmethod
    def rest(seconds: float) -> None:
        """A short pause between two looks."""
        threading.Event().wait(seconds)
