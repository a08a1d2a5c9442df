"""From a command to its visible effect, over the processes of a running service."""

from __future__ import annotations

import itertools
import statistics
import threading
import time
from collections.abc import Mapping
from typing import Any

from services.kernel.contracts.rpc import Away, RpcClient

AT_ONCE = 6
VISITOR = {"actor": {"role": "visitor"}}


def command_to_projection(
    amqp_uri: str, content: Mapping[str, Any], actor: Mapping[str, Any], rate: int, seconds: float
) -> dict[str, float]:
    """Milliseconds from a draft's acknowledgement to the list that holds it, at `rate` a second.

    The list is asked for with the position of the command, so the answer comes when the
    projection has it; the time of an answer that need not wait is taken off.
    """
    client = RpcClient(amqp_uri, "bench")
    idle = []
    for _ in range(30):
        begin = time.monotonic()
        client.call("listings", "find_listing_drafts", {}, {"actor": actor})
        idle.append(time.monotonic() - begin)
    waited: list[float] = []
    slots = itertools.count()
    most = int(rate * seconds)
    begin = time.monotonic()

    def work() -> None:
        # As many threads as the client lets into one service at a time, less one.
        while (number := next(slots)) < most:
            delay = begin + number / rate - time.monotonic()
            if delay > 0:
                time.sleep(delay)
            payload = {"content": {**content, "title": f"{number}"}, "terms_agreed": True}
            try:
                done = client.call("listings", "draft_listing", payload, {"actor": actor})
                sent = time.monotonic()
                envelope = {"actor": actor, "after": done["position"]}
                client.call("listings", "find_listing_drafts", {}, envelope)
            except Away:
                continue
            waited.append(time.monotonic() - sent)

    threads = [threading.Thread(target=work) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    client.close()
    if not waited:
        return {"p50_ms": 0.0, "p99_ms": 0.0, "query_ms": 0.0, "commands": 0.0}
    base = statistics.median(idle)
    times = sorted(max(0.0, t - base) * 1000 for t in waited)
    return {
        "p50_ms": times[len(times) // 2],
        "p99_ms": times[int(len(times) * 0.99)],
        "query_ms": base * 1000,
        "commands": float(len(times)),
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
