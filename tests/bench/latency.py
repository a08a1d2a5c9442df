"""From a command to its visible effect, over the processes of a running service."""

from __future__ import annotations

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
from tests.bench.pacing import at_rate, percentile

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
    """Milliseconds from sending a command until the projection of listings has its effect.

    So many commands a second through RPC, while all services and workers do their work. Told
    beside it: how long until the answer came, and how much later than that the effect was there.
    """
    client = RpcClient(amqp_uri, "bench")
    done: list[tuple[float, float, int]] = []

    def send(number: int, _: float) -> None:
        payload = {"content": {**content, "title": f"{number}"}, "terms_agreed": True}
        sent = time.monotonic()
        try:
            answer = client.call("listings", "draft_listing", payload, {"actor": actor})
        except Away:
            return
        done.append((sent, time.monotonic(), answer["position"]))

    with watched(mongo_uri, database, listings.collection, "listings") as moves:
        lasted = at_rate(int(rate * seconds), rate, AT_ONCE, send)
    client.close()
    moments, positions = [m for m, _ in moves], [p for _, p in moves]
    seen = [moments[bisect_left(positions, position)] for _, _, position in done]
    spans = {
        "": [there - sent for there, (sent, _, _) in zip(seen, done, strict=True)],
        "answer_": [answered - sent for sent, answered, _ in done],
        "later_": [
            max(0.0, there - answered) for there, (_, answered, _) in zip(seen, done, strict=True)
        ],
    }
    found = {"commands": float(len(done)), "commands_per_second": len(done) / lasted}
    for prefix, times in spans.items():
        found[f"{prefix}p50_ms"] = percentile(times, 50)
        found[f"{prefix}p99_ms"] = percentile(times, 99)
    return found


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
    return {
        "per_second": len(times) / seconds,
        "p50_ms": percentile(times, 50),
        "p99_ms": percentile(times, 99),
    }
