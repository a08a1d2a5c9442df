"""A service's RPC process: nameko on eventlet, at the edge and nowhere else."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import eventlet
import kombu.serialization
import nameko
import orjson
import structlog
from nameko.runners import ServiceRunner

from services.kernel.collector import relieve_collector
from services.kernel.contracts.refused import Refused
from services.kernel.eventkit.application.application import Application
from services.kernel.eventkit.application.ports import NeighbourAway
from services.kernel.eventkit.domain import Refusal
from services.kernel.eventkit.nameko.calls import portal_rpc
from services.kernel.eventkit.running import journal
from services.kernel.eventkit.running.assembly import Build, assemble
from services.kernel.eventkit.running.metrics import Calls, serve_metrics
from services.kernel.eventkit.running.operations import add_kernel_operations
from services.kernel.eventkit.settings import KernelSettings

WORKERS = 64
HEARTBEAT_SECONDS = 10
log = structlog.get_logger()


class Unavailable(Exception):
    """The service stands without its database or a neighbour for the moment."""


def wire_form(refusal: Refusal) -> dict[str, Any]:
    """A refusal as it crosses the wire; see `contracts.refused.Refused`."""
    return {
        "code": refusal.code,
        "kind": refusal.kind.value,
        "fields": {
            name: [{"code": p.code, "params": dict(p.params)} for p in problems]
            for name, problems in refusal.fields.items()
        },
        "params": refusal.params,
    }


def service_class(application: Application, calls: Calls | None = None) -> type[Any]:
    """The nameko service class of an application: one entrypoint per registered operation."""

    def entrypoint(name: str) -> Callable[..., Any]:
        def call(self: Any, payload: Any = None, envelope: Any = None) -> Any:
            began, outcome = time.monotonic(), "failed"
            try:
                answer = application.handle(
                    name, payload if isinstance(payload, dict) else {}, envelope or {}
                )
                outcome = "done"
                return answer
            except Refusal as refusal:
                outcome = "refused"
                raise Refused(wire_form(refusal)) from None
            except NeighbourAway:
                outcome = "unavailable"
                raise Unavailable from None
            except Exception:
                log.exception("operation failed", operation=name)
                raise
            finally:
                if calls is not None:
                    calls.note(name, outcome, time.monotonic() - began)

        call.__name__ = name
        # nameko's decorator drops its options when it is handed the function along with them.
        declare = portal_rpc(
            expected_exceptions=(Refused, Unavailable), sensitive_arguments=("payload", "envelope")
        )
        return declare(call)  # type: ignore[no-any-return]

    methods = {name: entrypoint(name) for name in sorted(application.operations)}
    return type(
        f"{application.name.capitalize()}Service", (), {"name": application.name, **methods}
    )


def run_service(name: str, build: Build, environ: Mapping[str, str] = os.environ) -> None:
    """Serves until SIGTERM or SIGINT: stops taking calls, settles what runs, leaves."""
    settings = KernelSettings.from_env(environ)
    journal.configure(name, "service", settings.log_level)
    kombu.serialization.register(  # type: ignore[no-untyped-call]
        "json",
        orjson.dumps,
        orjson.loads,
        content_type="application/json",
        content_encoding="utf-8",
    )
    nameko.config.update(
        {
            "AMQP_URI": settings.amqp_uri,
            "max_workers": WORKERS,
            "PREFETCH_COUNT": WORKERS,
            "HEARTBEAT": HEARTBEAT_SECONDS,
            "serializer": "json",
        }
    )
    assembly = assemble(name, build, settings, environ)
    add_kernel_operations(assembly)
    if assembly.service.start_replica is not None:
        assembly.service.start_replica()
    relieve_collector()
    runner = ServiceRunner()
    runner.add_service(service_class(assembly.service.application, serve_metrics(assembly)))
    stopped = eventlet.event.Event()

    def stop(*_: Any) -> None:
        if not stopped.ready():
            eventlet.spawn_n(stopped.send, None)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    eventlet.spawn(_beat, Path(settings.data_dir) / "health" / f"{name}-service")
    runner.start()
    log.info("serving", operations=len(assembly.service.application.operations))
    watcher = eventlet.spawn(runner.wait)
    watcher.link(stop)
    _wait(stopped)
    if watcher.dead:
        log.error("container died")
        os._exit(1)
    runner.stop()
    os._exit(0)


def _wait(event: Any) -> None:
    # A signal interrupts the hub's wait with EINTR; what matters is whether it set the event.
    while not event.ready():
        try:
            event.wait()
        except (OSError, InterruptedError):
            continue


def _beat(health: Path) -> None:
    health.parent.mkdir(parents=True, exist_ok=True)
    while True:
        health.touch()
        eventlet.sleep(1.0)
