"""From a command to its visible effect, over the processes of a running service."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
import time
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from services.kernel.contracts.rpc import Away, RpcClient
from services.listings.projections.listings import listings

AT_ONCE = 8
VISITOR = {"actor": {"role": "visitor"}}


@contextmanager
def watched(uri: str, database: str, collection: str, source: str) -> Iterator[list[Any]]:
    """Fills a list with (moment, position) of a checkpoint; complete when the context has ended."""
    moves: list[Any] = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.watcher", uri, database, collection, source],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as watcher:
        assert watcher.stdout is not None
        watcher.stdout.readline()
        yield moves
        # What was acknowledged last is given its time to be seen.
        threading.Event().wait(1.0)
        for line in watcher.communicate()[0].splitlines():
            moment, position = line.split()
            moves.append((float(moment), int(position)))


def command_to_projection(
    amqp_uri: str,
    mongo_uri: str,
    database: str,
    content: Mapping[str, Any],
    actor: Mapping[str, Any],
    rate: int,
    seconds: float,
) -> dict[str, float]:
    """Milliseconds from the answer to a command until the projection of listings has it.

    So many commands a second through RPC, while all services and workers do their work. How long
    the commands themselves took is told beside it.
    """
    client = RpcClient(amqp_uri, "bench")
    answered: list[tuple[float, int]] = []
    took: list[float] = []
    slots = itertools.count()
    most = int(rate * seconds)

    def work() -> None:
        while (number := next(slots)) < most:
            delay = begin + number / rate - time.monotonic()
            if delay > 0:
                time.sleep(delay)
            payload = {"content": {**content, "title": f"{number}"}, "terms_agreed": True}
            sent = time.monotonic()
            try:
                done = client.call("listings", "draft_listing", payload, {"actor": actor})
            except Away:
                continue
            answered.append((time.monotonic(), done["position"]))
            took.append(time.monotonic() - sent)

    with watched(mongo_uri, database, listings.collection, "listings") as moves:
        begin = time.monotonic()
        threads = [threading.Thread(target=work) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        lasted = time.monotonic() - begin
    client.close()
    moments, positions = [m for m, _ in moves], [p for _, p in moves]
    waited = sorted(
        max(0.0, moments[bisect_left(positions, position)] - at) * 1000 for at, position in answered
    )
    took.sort()
    return {
        "p50_ms": waited[len(waited) // 2],
        "p99_ms": waited[int(len(waited) * 0.99)],
        "command_p50_ms": took[len(took) // 2] * 1000,
        "command_p99_ms": took[int(len(took) * 0.99)] * 1000,
        "commands": float(len(answered)),
        "commands_per_second": len(answered) / lasted,
    }


def rpc_rate(amqp_uri: str, at_once: int, seconds: float) -> dict[str, float]:
    """Calls a second of the cheapest operation of a service, by threads of one client."""
    client = RpcClient(amqp_uri, "bench")
    times: list[float] = []
    end = time.monotonic() + seconds

    def work() -> None:
        while time.monotonic() < end:
            begin = time.monotonic()
            try:
                client.call("identity", "ping", {}, VISITOR)
            except Away:
                continue
            times.append(time.monotonic() - begin)

    threads = [threading.Thread(target=work) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    client.close()
    times.sort()
    return {
        "per_second": len(times) / seconds,
        "p50_ms": times[len(times) // 2] * 1000,
        "p99_ms": times[int(len(times) * 0.99)] * 1000,
    }
