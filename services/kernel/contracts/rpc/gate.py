"""Bulkhead and circuit breaker in front of one service."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from services.kernel.contracts.rpc.faults import Away


class Gate:
    """Lets at most `most` calls wait for a service, and none while it is known to be down.

    After `failures` calls in a row without any answer the gate rests for `rest` seconds; then one
    call probes, and an answer, even a refusal, opens it again. So one stopped service never uses
    up the threads that other pages need.
    """

    def __init__(
        self,
        service: str,
        *,
        most: int = 16,
        patience: float = 0.5,
        failures: int = 5,
        rest: float = 2.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._service = service
        self._places = threading.BoundedSemaphore(most)
        self._patience, self._limit, self._rest, self._now = patience, failures, rest, now
        self._lock = threading.Lock()
        self._failed = 0
        self._next_probe = 0.0

    @property
    def resting(self) -> bool:
        """Whether calls are refused at once."""
        with self._lock:
            return self._failed >= self._limit and self._now() < self._next_probe

    def enter(self, within: float) -> None:
        """Takes a place, waiting shortly for one; raises `Away`."""
        with self._lock:
            if self._failed >= self._limit:
                if self._now() < self._next_probe:
                    raise Away(self._service, "resting")
                self._next_probe = self._now() + self._rest
        if not self._places.acquire(timeout=min(self._patience, within)):
            raise Away(self._service, "busy")

    def leave(self, answered: bool) -> None:
        """Gives the place back and remembers whether the service answered."""
        self._places.release()
        with self._lock:
            if answered:
                self._failed = 0
                return
            self._failed += 1
            if self._failed >= self._limit:
                self._next_probe = self._now() + self._rest
