"""The worker process of the reporting service: `python -m services.reporting.entrypoints.worker`."""

from __future__ import annotations

from services.kernel.eventkit.running.worker import run_worker
from services.reporting.bootstrap import assemble

if __name__ == "__main__":
    run_worker("reporting", assemble)
