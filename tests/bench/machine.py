"""How busy the machine is: figures taken beside other work say so."""

from __future__ import annotations

import os
import threading
from pathlib import Path

_LOOK_SECONDS = 0.5
_PATIENCE_SECONDS = 3.0 if os.environ.get("BENCH_SHORT") else 20.0


def _ticks() -> tuple[int, int]:
    """All and free time of the processors since they were started.

    Work of the lowest priority gives way at once, so its time counts as free.
    """
    fields = [int(part) for part in Path("/proc/stat").read_text().splitlines()[0].split()[1:]]
    nice, idle, waiting = fields[1], fields[3], fields[4]
    return sum(fields), nice + idle + waiting


def busy_share(seconds: float = _LOOK_SECONDS) -> float:
    """How much of the processors is used, from 0 to 1, over the coming moment."""
    total, idle = _ticks()
    threading.Event().wait(seconds)
    later_total, later_idle = _ticks()
    return 1 - (later_idle - idle) / max(1, later_total - total)


def wait_until_quiet(most_busy: float = 0.12, patience_seconds: float = _PATIENCE_SECONDS) -> float:
    """Waits for a moment without other work, not for ever; returns how busy it still is."""
    busy = busy_share()
    waited = _LOOK_SECONDS
    while busy > most_busy and waited < patience_seconds:
        busy = busy_share()
        waited += _LOOK_SECONDS
    return busy


def description() -> dict[str, object]:
    """What the figures were taken on."""
    model = ""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    return {"cores": os.cpu_count(), "processor": model, "load": os.getloadavg()}
