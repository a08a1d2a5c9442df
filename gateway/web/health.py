"""For those who run the portal: `/healthz`, `/readyz`, `/metrics`, `/robots.txt`."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, g
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from gateway.api.blueprint import json_answer
from gateway.auth.allow import ANYONE, allow
from gateway.auth.viewer import PORTAL_ACTOR
from gateway.backend.services import SERVICES
from services.kernel.contracts.rpc import Away, DeadlinePassed, Refused, ServiceFault

health = Blueprint("health", __name__)


@health.get("/healthz")
@allow(ANYONE, technical=True)
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", content_type="text/plain")


@health.get("/readyz")
@allow(ANYONE, technical=True)
def readyz() -> Response:
    """Each service, asked now; 200 when all answer. Names projections that stand still."""
    services = current_app.extensions["services"]
    envelope = {
        "command_id": g.correlation_id,
        "correlation_id": g.correlation_id,
        "language": "en",
        "after": 0,
        "actor": PORTAL_ACTOR,
    }
    started: dict[str, Any] = {}
    for service in SERVICES:
        try:
            started[service] = services.send(service, "ping", {}, envelope, within=2.0)
        except Away as away:
            started[service] = away
    states = {service: _state(reply) for service, reply in started.items()}
    ready = all(state.startswith("ready") for state in states.values())
    return json_answer(
        {"ready": ready, "services": states, "broker": _broker(services)}, 200 if ready else 503
    )


def _state(reply: Any) -> str:
    if isinstance(reply, Away):
        return f"away ({reply.reason})"
    try:
        stopped = reply.result().get("stopped")
    except Away as away:
        return f"away ({away.reason})"
    except DeadlinePassed:
        return "late"
    except (ServiceFault, Refused) as error:
        return f"faulty ({type(error).__name__})"
    # It answers, from what it knew before: not a reason to send everybody away.
    return f"ready, stopped: {', '.join(stopped)}" if stopped else "ready"


def _broker(services: Any) -> str:
    return "connected" if getattr(services, "connected", True) else "away"


@health.get("/metrics")
@allow(ANYONE, technical=True)
def metrics() -> Response:
    """Prometheus metrics."""
    registry = current_app.extensions["metrics"].registry
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


@health.get("/robots.txt")
@allow(ANYONE, technical=True)
def robots() -> Response:
    """Public pages may be indexed, personal areas not."""
    base = current_app.extensions["settings"].public_url
    lines = ["User-agent: *"]
    lines += [f"Disallow: {path}" for path in ("/mypage", "/organisation", "/office", "/login")]
    lines += ["Allow: /", f"Sitemap: {base}/sitemap.xml"]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
