"""The worker process of the applications service: `python -m services.applications.entrypoints.worker`."""

from __future__ import annotations

from services.applications.bootstrap import assemble
from services.kernel.eventkit.running.worker import run_worker

if __name__ == "__main__":
    run_worker("applications", assemble)
