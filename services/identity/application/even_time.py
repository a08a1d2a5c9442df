"""Answers that take the same time whatever was found out for them (ID-58, ID-62)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from traceback import clear_frames

EVEN_SECONDS = 0.1
"""Longer than the work behind such an answer, and nothing to whoever waits for it. What takes longest
is to verify a password or an answer, some 30 ms."""


class EvenTime:
    """Makes an answer wait until a fixed time after its question.

    To read the events of an account takes longer than to find none, some tenths of a millisecond or,
    where there are many, two whole ones. `stopwatch` tells seconds that only go forward; `pause` waits for so many.
    """

    def __init__(
        self,
        stopwatch: Callable[[], float],
        pause: Callable[[float], None],
        seconds: float = EVEN_SECONDS,
    ) -> None:
        self._stopwatch = stopwatch
        self._pause = pause
        self._seconds = seconds

    @contextmanager
    def __call__(self) -> Iterator[None]:
        """Around the work; a refusal waits as an answer does."""
        until = self._stopwatch() + self._seconds
        with self._refused_at(until):
            yield
        self._wait(until)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Around work where only a refusal waits: whoever is let in has nothing to find out."""
        with self._refused_at(self._stopwatch() + self._seconds):
            yield

    @contextmanager
    def _refused_at(self, until: float) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            # What was read for the decision hangs on the frames: to let go of it takes time as well.
            clear_frames(error.__traceback__)
            self._wait(until)
            raise

    def _wait(self, until: float) -> None:
        rest = until - self._stopwatch()
        if rest > 0:
            self._pause(rest)
