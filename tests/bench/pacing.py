"""Calls at a steady rate, and what their times come to."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Sequence

_HEAD_START = 0.1


def at_rate(count: int, rate: float, threads: int, call: Callable[[int, float], None]) -> float:
    """Calls `call(number, due)` so many times a second by several threads; the seconds it took.

    `due` is the moment of the monotonic clock at which the call should begin; where all threads
    are held up, it begins later.
    """
    numbers = itertools.count()
    begin = time.monotonic() + _HEAD_START

    def work() -> None:
        while (number := next(numbers)) < count:
            due = begin + number / rate
            if (early := due - time.monotonic()) > 0:
                time.sleep(early)
            call(number, due)

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return time.monotonic() - begin


def percentile(spans: Sequence[float], share: float) -> float:
    """The value that so many of 100 do not exceed, in milliseconds."""
    ordered = sorted(spans)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share / 100))] * 1000
