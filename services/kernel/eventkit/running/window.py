"""The recent past of one source in memory, shared by everybody in a process who follows it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Stretch:
    """What happened in (floor, upto]: complete, in order."""

    floor: int
    upto: int
    occurrences: Sequence[Any]


class Window:
    """A gapless run of stretches; old ones are forgotten, readers behind it read the log."""

    def __init__(self, keep: int = 20_000) -> None:
        self._keep = keep
        self._stretches: deque[Stretch] = deque()
        self._held = 0
        self._changed = threading.Condition()
        self.head = 0

    def start_at(self, position: int) -> None:
        """Begins anew: nothing is held, the next stretch starts at this position."""
        with self._changed:
            self._stretches.clear()
            self._held = 0
            self.head = position
            self._changed.notify_all()

    def push(self, upto: int, occurrences: Sequence[Any]) -> None:
        """Adds what happened between the head and `upto`."""
        with self._changed:
            self._stretches.append(Stretch(self.head, upto, occurrences))
            self._held += len(occurrences)
            self.head = upto
            while self._held > self._keep and len(self._stretches) > 1:
                self._held -= len(self._stretches.popleft().occurrences)
            self._changed.notify_all()

    def after(
        self, position: int, limit: int, wait_seconds: float
    ) -> tuple[Sequence[Any], int] | None:
        """What happened after `position` and up to where that is complete.

        An empty answer after `wait_seconds` of quiet; None when the window does not reach back
        that far, so that the reader must turn to the log.
        """
        with self._changed:
            if position >= self.head and wait_seconds > 0:
                self._changed.wait_for(lambda: self.head > position, wait_seconds)
            if position >= self.head:
                return (), position
            if not self._stretches or self._stretches[0].floor > position:
                return None
            start = self._first_after(position)
            found: list[Any] = []
            upto = position
            for index in range(start, len(self._stretches)):
                stretch = self._stretches[index]
                found.extend(stretch.occurrences)
                upto = stretch.upto
                if len(found) >= limit:
                    break
            return found, upto

    def _first_after(self, position: int) -> int:
        """Most readers are near the end, so the search starts there."""
        index = len(self._stretches)
        while index > 0 and self._stretches[index - 1].upto > position:
            index -= 1
        return index
