"""Prometheus metrics of services and workers, where METRICS_PORT asks for them.

Nothing of a person and no id is ever a label. What stands in the database is read when it is asked
for, so that every replica of a service tells the same and nothing has to be kept in step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from pymongo.errors import PyMongoError

from services.kernel.eventkit.application.schedule import DUE
from services.kernel.eventkit.mongo.views import CHECKPOINTS
from services.kernel.eventkit.running.assembly import Assembly
from services.kernel.eventkit.running.own_tail import commit_of
from services.kernel.eventkit.running.reactor import PARKED
from services.kernel.eventkit.running.relay import RELAY

SECONDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)


class Calls:
    """Rates and latencies of a service's operations."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._calls = Counter(
            "service_calls_total",
            "Operations by outcome: done, refused, unavailable, failed.",
            ("operation", "outcome"),
            registry=registry,
        )
        self._seconds = Histogram(
            "service_call_seconds",
            "Time of an operation.",
            ("operation",),
            buckets=SECONDS,
            registry=registry,
        )

    def note(self, operation: str, outcome: str, seconds: float) -> None:
        """One operation has ended."""
        self._calls.labels(operation, outcome).inc()
        self._seconds.labels(operation).observe(seconds)


class State(Collector):
    """Log, outbox, followers, parked work and schedule of one service."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly

    def collect(self) -> Iterable[Metric]:
        """Reads the database; a service without it tells nothing of its state."""
        try:
            return list(self._collect())
        except PyMongoError:
            return []

    def _collect(self) -> Iterator[Metric]:
        assembly = self._assembly
        database, name = assembly.database, assembly.service.name
        end = assembly.store.last_position()
        yield _gauge("service_log_commits", "Commits in the log.", end)
        checkpoints = list(database[CHECKPOINTS].find({}))
        relay = next((c["position"] for c in checkpoints if c["_id"] == RELAY), 0)
        yield _gauge("service_outbox_commits", "Not yet published.", end - commit_of(relay))
        behind = GaugeMetricFamily(
            "service_projection_behind_commits", "Own log not yet projected.", labels=["projection"]
        )
        for checkpoint in checkpoints:
            positions = checkpoint.get("positions", {})
            if name in positions:
                behind.add_metric([checkpoint["_id"]], end - commit_of(positions[name]))
        yield behind
        stopped = sum("stopped" in checkpoint for checkpoint in checkpoints)
        yield _gauge("service_projections_stopped", "Projections that stand still.", stopped)
        parked = database[PARKED].count_documents({})
        yield _gauge("service_parked", "Work that waits for a person.", parked)
        yield from self._schedule()

    def _schedule(self) -> Iterator[Metric]:
        due = [p for p in self._assembly.service.projections if p.name == DUE]
        if not due:
            return
        entries = self._assembly.database[due[0].collection]
        yield _gauge(
            "service_schedule_entries", "Entries that fall due.", entries.count_documents({})
        )
        oldest = entries.find_one({}, {"due_at": 1}, sort=[("due_at", 1)])
        late = _seconds_late(oldest, self._assembly.parts.clock.now())
        yield _gauge("service_schedule_late_seconds", "How long the oldest is overdue.", late)


def serve_metrics(assembly: Assembly) -> Calls | None:
    """Answers `/metrics` on METRICS_PORT; returns where operations are noted, None without it."""
    port = assembly.settings.metrics_port
    if port is None:
        return None
    registry = CollectorRegistry()
    calls = Calls(registry)
    registry.register(State(assembly))
    start_http_server(port, registry=registry)
    return calls


def _gauge(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, text, value=value)


def _seconds_late(entry: Any, now: datetime) -> float:
    return max(0.0, (now - entry["due_at"]).total_seconds()) if entry else 0.0
