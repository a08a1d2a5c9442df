"""All projections of identity from zero, in a process of its own: `python -m ...rebuilding`.

Takes the environment of a service process; the service's workers must be down.
"""

from __future__ import annotations

import json
import os
import resource
import threading
import time

from services.identity.bootstrap import assemble as identity
from services.kernel.collector import relieve_collector
from services.kernel.eventkit.running.assembly import assemble
from services.kernel.eventkit.running.rebuild import Rebuilder
from services.kernel.eventkit.settings import KernelSettings


def main() -> None:
    """Prints seconds and documents per projection, and the memory it took, as JSON."""
    settings = KernelSettings.from_env()
    held = assemble("identity", identity, settings, os.environ)
    relieve_collector()
    service = held.service
    rebuilder = Rebuilder(
        service.name,
        held.database,
        held.store,
        service.codec,
        held.parts.neighbours,
        threading.Lock(),
    )
    found = {}
    for projection in service.projections:
        began = time.monotonic()
        documents = rebuilder.rebuild(projection)
        found[projection.name] = {
            "documents": documents,
            "seconds": round(time.monotonic() - began, 2),
        }
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"projections": found, "memory_mb": round(megabytes)}), flush=True)
    held.rpc.close()
    os._exit(0)


if __name__ == "__main__":
    main()
