"""Notes when a projection came how far, in a process of its own.

    python -m tests.bench.watcher URI DATABASE COLLECTION SOURCE

Prints `ready`, then a line `moment position` whenever the checkpoint has moved (the moment by the
monotonic clock, which all processes of a machine share), until its input is closed.
"""

from __future__ import annotations

import sys
import threading
import time
from typing import Any

from pymongo import MongoClient

from services.kernel.eventkit.mongo.views import CHECKPOINTS

LOOK_SECONDS = 0.0005


def main() -> None:
    uri, database, collection, source = sys.argv[1:]
    checkpoints = MongoClient[dict[str, Any]](uri)[database][CHECKPOINTS]
    ended = threading.Event()

    def listen() -> None:
        sys.stdin.read()
        ended.set()

    threading.Thread(target=listen, daemon=True).start()
    sys.stdout.write("ready\n")
    last = -1
    while not ended.wait(LOOK_SECONDS):
        found = checkpoints.find_one({"_id": collection}, {"positions": 1})
        position = found["positions"].get(source, 0) if found else 0
        if position != last:
            last = position
            sys.stdout.write(f"{time.monotonic()} {position}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
