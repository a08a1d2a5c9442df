"""How long calls take, one after the other or at a given rate, and how much memory processes have."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from services.kernel.contracts.rpc import Away, DeadlinePassed
from tests.bench import pacing
from tests.bench.pacing import percentile
from tests.support.erasure_places import with_children
from tests.support.portal import LocalPortal


def summary(spans: Sequence[float]) -> dict[str, float]:
    """Count and the usual percentiles in milliseconds."""
    found = {f"p{share}_ms": percentile(spans, share) for share in (50, 95, 99)}
    return {"calls": float(len(spans)), **found, "most_ms": max(spans) * 1000}


def one_by_one(calls: Sequence[Callable[[], object]]) -> dict[str, float]:
    """Each call after the answer of the one before."""
    spans = []
    for call in calls:
        began = time.monotonic()
        call()
        spans.append(time.monotonic() - began)
    return summary(spans)


def at_rate(calls: Sequence[Callable[[], object]], rate: float, threads: int) -> dict[str, float]:
    """So many calls a second, counted from when each was due: waiting in the queue counts as well.

    Those that the service was too busy for are counted apart.
    """
    spans: list[float] = []
    turned_away: list[int] = []

    def call(number: int, due: float) -> None:
        try:
            calls[number]()
        except (Away, DeadlinePassed):
            turned_away.append(number)
        else:
            spans.append(time.monotonic() - due)

    lasted = pacing.at_rate(len(calls), rate, threads, call)
    if len(spans) + len(turned_away) < len(calls):
        raise RuntimeError("some calls failed")
    told = {"turned_away": float(len(turned_away)), "per_second": len(spans) / lasted}
    return {**summary(spans), **told}


def memory(portal: LocalPortal) -> dict[str, int]:
    """Resident megabytes of each process with all it has started."""
    found = {}
    for process in portal.supervisor.processes():
        if process.identity is not None and process.runs():
            family = with_children([process.identity.pid])
            found[process.name] = round(sum(map(_resident, family)))
    return found


def _resident(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    told = status.partition("VmRSS:")[2].split()
    return int(told[0]) / 1024 if told else 0.0
