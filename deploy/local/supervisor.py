"""Keeps processes running: what dies is started again, later and later if it goes on dying."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from deploy.local.processes import Process

LOOK_EVERY_SECONDS = 0.1
FIRST_DELAY_SECONDS = 0.2
LONGEST_DELAY_SECONDS = 10.0
SETTLED_AFTER_SECONDS = 20.0


@dataclass
class _Watch:
    process: Process
    started_at: float
    deaths: int = 0
    again_at: float | None = None


class Supervisor:
    """Watches processes in a thread of its own from `start` to `stop`."""

    def __init__(self, tell: Callable[[str], None], changed: Callable[[], None]) -> None:
        self._tell = tell
        self._changed = changed
        self._watches: dict[str, _Watch] = {}
        self._paused: set[str] = set()
        self._lock = threading.RLock()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="supervisor", daemon=True)

    def start(self) -> None:
        """Begins to watch."""
        self._thread.start()

    def add(self, process: Process, *, running: bool = False) -> None:
        """Starts a process, unless it is running already, and keeps it running."""
        with self._lock:
            if not running:
                process.start()
            self._watches[process.name] = _Watch(process, time.monotonic())
            self._changed()

    def deaths(self, name: str) -> int:
        """How often this process has ended by itself since it last ran for a while."""
        with self._lock:
            return self._watches[name].deaths

    def processes(self) -> list[Process]:
        """Everything that is kept running, in the order of the start."""
        with self._lock:
            return [watch.process for watch in self._watches.values()]

    def pause(self, name: str) -> None:
        """Leaves this process down when it ends, until `resume`."""
        with self._lock:
            self._paused.add(name)

    def resume(self, name: str) -> None:
        """Starts this process again if it is down, and keeps it running."""
        with self._lock:
            self._paused.discard(name)
            watch = self._watches[name]
            if not watch.process.runs():
                self._start_again(watch)

    def stop(self, last: Iterable[str] = ()) -> list[str]:
        """Ends everything, those named in `last` after the others. Returns who had to be forced."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join()
        late = set(last)
        forced = []
        for group in (False, True):
            members = [one for one in self.processes() if (one.name in late) == group]
            forced += _stop_all(members)
        return forced

    def _watch(self) -> None:
        while not self._end.wait(LOOK_EVERY_SECONDS):
            with self._lock:
                for name, watch in self._watches.items():
                    if name not in self._paused:
                        self._look_after(watch)

    def _look_after(self, watch: _Watch) -> None:
        now = time.monotonic()
        if watch.process.runs():
            if watch.deaths and now - watch.started_at > SETTLED_AFTER_SECONDS:
                watch.deaths = 0
        elif watch.again_at is None:
            watch.again_at = now + delay_after(watch.deaths)
            watch.deaths += 1
            wait = watch.again_at - now
            how = watch.process.exit_code()
            self._tell(f"{watch.process.name} ended ({how}); starting it again in {wait:.1f} s")
        elif now >= watch.again_at:
            try:
                self._start_again(watch)
            except OSError as fault:
                # A full disk, or no room for a process: it may pass, and nobody else would look.
                if not watch.process.runs():
                    watch.again_at = now + delay_after(watch.deaths)
                    watch.deaths += 1
                self._tell(f"{watch.process.name}: {fault.strerror or type(fault).__name__}")

    def _start_again(self, watch: _Watch) -> None:
        watch.process.start()
        watch.started_at = time.monotonic()
        watch.again_at = None
        self._changed()


def delay_after(deaths: int) -> float:
    """How long to wait before the next start after so many deaths in a row."""
    return min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2.0 ** min(deaths, 16))


def _stop_all(processes: list[Process]) -> list[str]:
    if not processes:
        return []
    with ThreadPoolExecutor(len(processes)) as pool:
        gently = list(pool.map(Process.stop, processes))
    return [one.name for one, gentle in zip(processes, gently, strict=True) if not gentle]
