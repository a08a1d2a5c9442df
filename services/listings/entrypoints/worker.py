"""The worker process of the listings service: `python -m services.listings.entrypoints.worker`."""

from __future__ import annotations

from services.kernel.eventkit.running.worker import run_worker
from services.listings.bootstrap import assemble

if __name__ == "__main__":
    run_worker("listings", assemble)
