"""The worker process of the listings service: `python -m services.listings.entrypoints.worker`."""

from __future__ import annotations

from services.listings.bootstrap import assemble
from services.kernel.eventkit.running.worker import run_worker

if __name__ == "__main__":
    run_worker("listings", assemble)
