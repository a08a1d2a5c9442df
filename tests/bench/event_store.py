"""Commits a second of the event store beside unordered inserts by the raw driver."""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from typing import Any

from pymongo import MongoClient

from services.kernel.eventkit.mongo.event_store import MongoEventStore
from tests.bench.machine import wait_until_quiet

_numbers = itertools.count(1)


def rate(
    uri: str, way: str, flow: str, *, processes: int = 1, at_once: int = 1, seconds: float = 3.0
) -> float:
    """Commits a second, each acknowledged on a majority and journalled."""
    name = f"bench_{next(_numbers)}"
    with MongoClient[Any](uri) as client:
        client.drop_database(name)
        MongoEventStore(client[name]).prepare()
        wait_until_quiet()
        writers = [
            subprocess.Popen(
                [
                    *(sys.executable, "-m", "tests.bench.writer", "--way", way, "--flow", flow),
                    *("--at-once", str(at_once), "--seconds", str(seconds), "--uri", uri),
                    *("--database", name, "--writer", f"w{number}"),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for number in range(processes)
        ]
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        for writer in writers:
            assert writer.stdin is not None
            writer.stdin.write("\n")
            writer.stdin.flush()
        results = [json.loads(writer.communicate()[0]) for writer in writers]
        client.drop_database(name)
    return float(sum(r["written"] / r["seconds"] for r in results))
