"""Runs the gateway: `python -m gateway`."""

from __future__ import annotations

import os
import sys

from granian import Granian
from granian.constants import Interfaces

from gateway.settings import Settings, SettingsFault


def main() -> int:
    """Serves until told to stop; 2 when the settings are wrong."""
    try:
        settings = Settings.from_env(os.environ)
    except SettingsFault as fault:
        sys.stderr.write(f"gateway: {fault}\n")
        return 2
    if settings.core is not None:
        # One interpreter runs on one processor at a time. Left to itself it goes from one to the
        # other with every hand-over between threads, and leaves its caches behind: a fifth of
        # the time of a page.
        os.sched_setaffinity(0, {settings.core})
    Granian(
        "gateway.wsgi:build",
        factory=True,
        address=settings.listen_host,
        port=settings.listen_port,
        interface=Interfaces.WSGI,
        workers=settings.workers,
        blocking_threads=settings.threads,
        respawn_failed_workers=True,
        log_access=False,
        websockets=False,
    ).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main())
