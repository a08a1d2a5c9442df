"""Run by a test: a search replica in a process that eventlet has patched."""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from eventlet import tpool  # noqa: E402

from services.listings.adapters.search import words  # noqa: E402
from services.listings.adapters.search.replica import SearchReplica  # noqa: E402
from tests.unit.listings_search.documents import listing, query  # noqa: E402
from tests.unit.listings_search.log import Log  # noqa: E402

# As if every search found very many: two native threads share its counting.
words.SHARED = 0
native: set[int] = set()


def run_native(work: Any) -> Any:
    def noted() -> Any:
        native.add(threading.get_native_id())
        return work()

    return tpool.execute(noted)


def main(directory: str) -> None:
    log = Log(limit=50)
    replica = SearchReplica(Path(directory), log, pause=eventlet.sleep, run_native=run_native)
    replica.start()

    def publish() -> None:
        for number in range(120):
            log.put(listing(f"l{number}", "防災担当", data_number=f"D{number:08d}"))
            eventlet.sleep(0.001)

    writing = eventlet.spawn(publish)
    pool = eventlet.GreenPool(16)
    while not writing.dead:
        list(pool.imap(lambda _: replica.search(query("防災")).total, range(16)))
    with eventlet.Timeout(10):
        while replica.search(query("防災")).total < 120:
            eventlet.sleep(0.01)
    found = replica.search(query("防災")).total
    print(json.dumps({"found": found, "native": threading.get_native_id() not in native}))


if __name__ == "__main__":
    main(sys.argv[1])
