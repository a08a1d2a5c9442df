"""The worker process of the identity service: `python -m services.identity.entrypoints.worker`."""

from __future__ import annotations

from services.identity.bootstrap import assemble
from services.kernel.eventkit.running.worker import run_worker

if __name__ == "__main__":
    run_worker("identity", assemble)
