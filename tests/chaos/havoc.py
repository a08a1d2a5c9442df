"""What is done to the portal while it works."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter

from tests.chaos.proxy import CuttableProxy
from tests.support.portal import LocalPortal

PARTS = ("rabbitmq", "mongod")


class Havoc(threading.Thread):
    """Kills every process again and again, wipes the broker's data, cuts the network."""

    def __init__(
        self,
        portal: LocalPortal,
        proxies: list[CuttableProxy],
        seconds: float,
        kills: int,
        wipes: int,
    ) -> None:
        super().__init__(name="havoc", daemon=True)
        self._portal = portal
        self._proxies = proxies
        self._seconds = seconds
        self._planned = kills
        self._wipes_planned = wipes
        self._random = random.Random(20240501)
        self.kills: Counter[str] = Counter()
        self.wipes = 0
        self.cuts = 0
        self.failure: BaseException | None = None

    def run(self) -> None:
        try:
            self._rage()
        except BaseException as failure:
            self.failure = failure

    def _rage(self) -> None:
        began = time.monotonic()
        victims = [n for n in self._portal.names() if n not in ("mail", "epmd")]
        queue: list[str] = []
        pause = self._seconds / (self._planned + 1)
        while (elapsed := time.monotonic() - began) < self._seconds:
            due = (self.wipes + 1) * self._seconds / (self._wipes_planned + 1)
            if self.wipes < self._wipes_planned and elapsed >= due:
                self._portal.wipe_broker()
                self.wipes += 1
                self.kills["rabbitmq"] += 1
            elif self._random.random() < 0.2:
                self._random.choice(self._proxies).cut()
                self.cuts += 1
            if not queue:
                queue = list(victims)
                self._random.shuffle(queue)
            name = queue.pop()
            if self._portal.process(name).runs():
                self._portal.kill(name)
                self.kills[name] += 1
            behind = sum(self.kills.values()) / self._planned < elapsed / self._seconds
            time.sleep(pause * (0.4 if behind else 0.9) * self._random.uniform(0.6, 1.4))
