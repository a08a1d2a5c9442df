"""What operators see: request ids, one log line per request, metrics. Never personal data."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import MutableMapping
from functools import cache
from typing import Any

import orjson
import structlog
from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram

from gateway.web.log_lines import LogLines
from gateway.web.request_numbers import new_request_number

_log = structlog.get_logger()


class Metrics:
    """The gateway's metrics, in a registry of their own so that tests can make many gateways."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "gateway_requests_total",
            "Requests by route and status.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "gateway_request_seconds",
            "Time to answer by route.",
            ("route",),
            buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30),
            registry=self.registry,
        )
        self.calls = Counter(
            "gateway_calls_total",
            "Calls of services by outcome.",
            ("service", "operation", "outcome"),
            registry=self.registry,
        )
        self.pages_from_cache = Counter(
            "gateway_cache_hits_total", "Answers from the cache.", registry=self.registry
        )
        self.views_sent = Counter(
            "gateway_views_sent_total", "Counted views handed over.", registry=self.registry
        )


def configure_logging(level: str) -> None:
    """JSON lines on standard output for the gateway and the libraries."""
    own: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    shared = [*own, structlog.stdlib.add_logger_name]
    lines = LogLines(sys.stdout.buffer)
    lines.start()
    structlog.configure(
        processors=[*own, structlog.processors.JSONRenderer(serializer=orjson.dumps)],
        logger_factory=structlog.BytesLoggerFactory(lines),  # type: ignore[arg-type]
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _without_traces,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


def _without_traces(
    logger: Any, name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """The text of an exception may quote input: its type is enough."""
    error = event.pop("exc_info", None)
    if error:
        found = error if isinstance(error, tuple) else sys.exc_info()
        event["exception"] = getattr(found[0], "__name__", "?")
    return event


def init_observation(app: Flask, metrics: Metrics) -> None:
    """Numbers each request, counts it and logs it."""
    requests, durations = cache(metrics.requests.labels), cache(metrics.seconds.labels)

    @app.before_request
    def begin() -> None:
        g.correlation_id = new_request_number()
        g.began = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        # The rule, not the path: paths and queries are what people typed.
        route = request.url_rule.rule if request.url_rule is not None else "(none)"
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        requests(request.method, route, response.status_code).inc()
        durations(route).observe(seconds)
        if route not in ("/static/<path:name>", "/healthz", "/metrics"):
            _log.info(
                "request",
                method=request.method,
                route=route,
                status=response.status_code,
                ms=round(seconds * 1000, 1),
                correlation_id=g.correlation_id,
            )
        return response
