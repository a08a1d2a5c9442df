"""Who is killed while views are counted."""

from __future__ import annotations

import threading
from collections import Counter

from deploy.local.processes import wait_until
from tests.support.portal import LocalPortal

COUNTING = ("listings-service", "reporting-service", "listings-worker", "reporting-worker")
GATEWAY = "gateway"
BACK_SECONDS = 60.0


class Kills(threading.Thread):
    """Kills with -9 those who count twice each, and once, in the middle, who serves the pages."""

    def __init__(self, portal: LocalPortal, seconds: float) -> None:
        super().__init__(name="kills", daemon=True)
        self._portal = portal
        self._victims = (*COUNTING, GATEWAY, *COUNTING)
        self._pause = seconds / (len(self._victims) + 1)
        self._over = threading.Event()
        self.killed: Counter[str] = Counter()
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            for name in self._victims:
                self._over.wait(self._pause)
                process = self._portal.process(name)
                # Who is just coming back is killed when it runs again.
                wait_until(process.runs, BACK_SECONDS, 0.05)
                self._portal.kill(name)
                self.killed[name] += 1
        except BaseException as failure:
            self.failure = failure
