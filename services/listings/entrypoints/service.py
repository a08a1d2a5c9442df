"""The RPC process of the listings service: `python -m services.listings.entrypoints.service`."""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

from services.kernel.eventkit.nameko.process import run_service  # noqa: E402
from services.listings.bootstrap import assemble  # noqa: E402

if __name__ == "__main__":
    run_service("listings", assemble)
