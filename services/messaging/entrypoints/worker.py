"""The worker process of the messaging service: `python -m services.messaging.entrypoints.worker`."""

from __future__ import annotations

from services.kernel.eventkit.running.worker import run_worker
from services.messaging.bootstrap import assemble

if __name__ == "__main__":
    run_worker("messaging", assemble)
