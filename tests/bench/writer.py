"""One writing process of the event store's measurement.

    python -m tests.bench.writer --way store --flow greenlets --at-once 16 ...

It prepares, says `ready`, waits for a line, writes for a while and prints how many it wrote.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from typing import Any


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--way", choices=["store", "raw"], required=True)
    options.add_argument("--flow", choices=["greenlets", "threads"], required=True)
    options.add_argument("--at-once", type=int, required=True)
    options.add_argument("--seconds", type=float, required=True)
    options.add_argument("--uri", required=True)
    options.add_argument("--database", required=True)
    options.add_argument("--writer", required=True)
    asked = options.parse_args()
    if asked.flow == "greenlets":
        import warnings

        warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
        import eventlet

        eventlet.monkey_patch()
    append = _way(asked)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    written, seconds, cpu = _write(append, asked.writer, asked.at_once, asked.seconds)
    print(json.dumps({"written": written, "seconds": seconds, "cpu": cpu}))


def _way(asked: Any) -> Callable[[Any], Any]:
    from pymongo import MongoClient
    from pymongo.write_concern import WriteConcern

    from services.kernel.eventkit.mongo.documents import as_document
    from services.kernel.eventkit.mongo.event_store import MongoEventStore

    # The pool of a service for the store; one connection a thread for the raw driver.
    pool = 20 if asked.way == "store" else max(asked.at_once, 1)
    database = MongoClient[Any](asked.uri, maxPoolSize=pool)[asked.database]
    if asked.way == "store":
        return MongoEventStore(database).append
    raw = database.get_collection("events", write_concern=WriteConcern(w="majority", j=True))
    return lambda commit: raw.insert_one(as_document(commit))


def _write(
    append: Callable[[Any], Any], writer: str, at_once: int, seconds: float
) -> tuple[int, float, float]:
    import threading

    from tests.bench.workload import Notes

    done = [0] * at_once
    for number in range(at_once):
        append(Notes(f"{writer}-warm-{number}").commit(0))
    begin = time.monotonic()
    cpu = time.process_time()
    end = begin + seconds

    def work(index: int) -> None:
        notes = Notes(f"{writer}-{index}")
        number = 0
        while time.monotonic() < end:
            append(notes.commit(number))
            number += 1
        done[index] = number

    threads = [threading.Thread(target=work, args=(index,)) for index in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done), time.monotonic() - begin, time.process_time() - cpu


if __name__ == "__main__":
    main()
