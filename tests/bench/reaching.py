"""How long one commit takes to reach a projection of another service, at a steady rate."""

from __future__ import annotations

import time
from bisect import bisect_left
from typing import Any

from pymongo import MongoClient

from services.kernel.eventkit.application.commit import EVENTS_PER_COMMIT
from services.kernel.eventkit.mongo.event_store import MongoEventStore
from tests.bench import pipeline
from tests.bench.board import BOARD
from tests.bench.latency import watched
from tests.bench.machine import wait_until_quiet
from tests.bench.pacing import at_rate, percentile
from tests.bench.workload import Notes

AT_ONCE = 8
WARM_UP = 100


def milliseconds(mongo_uri: str, amqp_uri: str, rate: int, seconds: float) -> dict[str, float]:
    """From handing a commit to the event store until a projection fed by the broker has it.

    Between them stand the relay of one process and the follower of another, as in the portal.
    """
    name = pipeline.fresh_name()
    with MongoClient[Any](mongo_uri) as client:
        store = MongoEventStore(client[name])
        store.prepare()
        follower = pipeline.process("follow", mongo_uri, amqp_uri, name)
        assert follower.stdout is not None
        follower.stdout.readline()
        relay = pipeline.process("relay", mongo_uri, amqp_uri, name)
        try:
            with watched(mongo_uri, f"{name}_follower", pipeline.heard.collection, BOARD) as moves:
                _send(store, "warm-up", rate, WARM_UP)
                wait_until_quiet()
                sent = _send(store, "measured", rate, int(rate * seconds))
        finally:
            for process in (relay, follower):
                process.kill()
                process.wait()
        for database in (name, f"{name}_follower"):
            client.drop_database(database)
    moments, positions = [moment for moment, _ in moves], [position for _, position in moves]
    spans = [
        moments[bisect_left(positions, position * EVENTS_PER_COMMIT)] - began
        for began, position in sent
    ]
    return {
        "commits": float(len(spans)),
        "p50_ms": percentile(spans, 50),
        "p99_ms": percentile(spans, 99),
    }


def _send(store: MongoEventStore, writer: str, rate: int, count: int) -> list[tuple[float, int]]:
    """When each commit was handed over, and its position; so many a second by several threads."""
    notes = Notes(writer)
    sent: list[tuple[float, int]] = []

    def hand_over(number: int, _: float) -> None:
        commit = notes.commit(number)
        handed_over = time.monotonic()
        sent.append((handed_over, store.append(commit)))

    at_rate(count, rate, AT_ONCE, hand_over)
    return sent
