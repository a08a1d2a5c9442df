"""A process that appends to the log and says what was acknowledged, until it is ended.

    python -m tests.integration.kernel.log_writer URI DATABASE NAME THREADS STREAMS [STOP_AFTER]

Each line it prints is the command id of an acknowledged commit. With STREAMS 0 every commit has a
stream of its own, otherwise all threads append to so many hot streams. A writer that cannot reach
the server tries again with the same command id, as a caller that got no answer would.
"""

from __future__ import annotations

import os
import random
import sys
import threading
from typing import Any

from pymongo import MongoClient
from pymongo.errors import PyMongoError

from services.kernel.eventkit.application.ports import VersionConflict
from services.kernel.eventkit.mongo.event_store import MongoEventStore
from tests.support.commits import a_commit


def main() -> None:
    uri, database, name, threads, streams, *rest = sys.argv[1:]
    store = MongoEventStore(MongoClient[dict[str, Any]](uri)[database])
    turns = int(rest[0]) if rest else 10**9

    def write(number: int) -> None:
        for turn in range(turns):
            command_id = f"{name}-{number}-{turn}"
            if int(streams):
                append_hot(f"hot-{random.randrange(int(streams))}", command_id)
            else:
                append_alone(command_id)
            # One write, so that a line is there as a whole or not at all.
            os.write(1, f"{command_id}\n".encode())

    def append_alone(command_id: str) -> None:
        while True:
            try:
                store.append(a_commit(command_id, 1, command_id))
                return
            except PyMongoError:
                continue

    def append_hot(stream: str, command_id: str) -> None:
        while True:
            try:
                held = store.read_stream(stream)
                if any(commit.command_id == command_id for commit in held):
                    return
                version = held[-1].version + len(held[-1].events) if held else 1
                store.append(a_commit(stream, version, command_id, random.randint(1, 3)))
                return
            except (VersionConflict, PyMongoError):
                continue

    writers = [threading.Thread(target=write, args=(number,)) for number in range(int(threads))]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()


if __name__ == "__main__":
    main()
