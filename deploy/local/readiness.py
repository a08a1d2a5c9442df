"""Asks the portal over HTTP whether it can be used."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Callable

from deploy.local.processes import NotReady, Process
from deploy.local.supervisor import Supervisor

READY_WITHIN_SECONDS = 180.0
DEATHS_THAT_MEAN_FAILURE = 5
SAY_EVERY_SECONDS = 5.0


def readiness(url: str) -> tuple[bool, str]:
    """Whether `/readyz` says yes, and what it says."""
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=5) as answer:
            return answer.status == 200, _short(answer.read())
    except urllib.error.HTTPError as refusal:
        with refusal:
            return False, _short(refusal.read())
    except (OSError, ValueError):
        return False, "the gateway does not answer yet"


def wait_until_ready(
    url: str,
    supervisor: Supervisor,
    *,
    pause: Callable[[float], object] = time.sleep,
    say: Callable[[str], None] = lambda _: None,
) -> None:
    """Waits until the portal can be used.

    Raises NotReady, with the end of a log, when a process does not stay up or time runs out.
    """
    end = time.monotonic() + READY_WITHIN_SECONDS
    say_at = time.monotonic() + SAY_EVERY_SECONDS
    while True:
        ready, told = readiness(url)
        if ready:
            return
        for process in supervisor.processes():
            _complain_about_the_dying(process, supervisor)
        if time.monotonic() > end:
            raise NotReady(f"The portal is not ready after {READY_WITHIN_SECONDS:.0f} s: {told}")
        if time.monotonic() > say_at:
            say(f"  waiting: {told}")
            say_at += SAY_EVERY_SECONDS
        pause(0.1)


def _complain_about_the_dying(process: Process, supervisor: Supervisor) -> None:
    if supervisor.deaths(process.name) >= DEATHS_THAT_MEAN_FAILURE:
        raise NotReady(
            f"{process.name} does not stay up. The end of {process.log}:\n{process.last_lines()}"
        )


def _short(body: bytes) -> str:
    return " ".join(body.decode("utf-8", "replace").split())[:200]
