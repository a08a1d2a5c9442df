"""The RPC process of the identity service: `python -m services.identity.entrypoints.service`."""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

from services.identity.bootstrap import assemble  # noqa: E402
from services.kernel.eventkit.nameko.process import run_service  # noqa: E402

if __name__ == "__main__":
    run_service("identity", assemble)
