"""Asking services on behalf of one request."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from flask import current_app, g
from werkzeug.local import LocalProxy

from gateway.auth.sessions import current_viewer
from gateway.backend.positions import Positions
from gateway.language import current_language
from services.kernel.contracts.rpc import Away, DeadlinePassed, Refused, ServiceFault

WITHIN_SECONDS = 4.0
PARTS_WITHIN_SECONDS = 2.5

_COMMANDS = uuid.UUID("5b0a9f54-2a43-4f0f-9e0e-7b2f5cc0d3a1")

Call = tuple[str, str, Mapping[str, Any]]


class Reply(Protocol):
    """A call on its way."""

    def result(self) -> Any:
        """The answer; raises `Refused`, `Away`, `DeadlinePassed` or `ServiceFault`."""


class Services(Protocol):
    """The services as the gateway reaches them: the RPC client, or a fake in tests."""

    def send(
        self,
        service: str,
        operation: str,
        payload: Mapping[str, Any],
        envelope: Mapping[str, Any],
        *,
        within: float,
    ) -> Reply:
        """Starts a call; raises `Away` when it cannot even be sent."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A part of a page that cannot be shown now; false in conditions.

    `refused` is set when the service answered with a refusal rather than being away.
    """

    service: str
    refused: Refused | None = None

    def __bool__(self) -> bool:
        return False


class Backend:
    """The calls of one request.

    Builds the envelope (actor, language, correlation id, command id, `after`) and remembers the
    positions of commands, so that people read their own writes.
    """

    def __init__(self, services: Services, positions: Positions) -> None:
        self._services = services
        self.positions = positions

    def call(
        self,
        service: str,
        operation: str,
        payload: Mapping[str, Any] | None = None,
        *,
        step: str = "",
        within: float = WITHIN_SECONDS,
    ) -> Any:
        """Calls one operation and waits.

        `step` tells the calls apart when one form or API request carries out the same operation
        several times. Raises `Refused`, `Away`, `DeadlinePassed` or `ServiceFault`; the error
        table turns each into an answer, so pages and API operations rarely catch them.
        """
        reply = self._services.send(
            service,
            operation,
            payload or {},
            self._envelope(service, operation, step),
            within=within,
        )
        return self._kept(service, reply.result())

    def gather(
        self,
        calls: Mapping[str, Call],
        *,
        needed: frozenset[str] | set[str] = frozenset(),
        within: float = PARTS_WITHIN_SECONDS,
    ) -> dict[str, Any]:
        """Calls operations in parallel: `{name: (service, operation, payload)}`.

        What does not come is an `Absent` under its name; for names in `needed` the error is
        raised instead.
        """
        started: dict[str, Reply | Exception] = {}
        for name, (service, operation, payload) in calls.items():
            try:
                started[name] = self._services.send(
                    service,
                    operation,
                    payload,
                    self._envelope(service, operation, name),
                    within=within,
                )
            except Away as away:
                started[name] = away
        return {
            name: self._part(name, calls[name][0], reply, name in needed)
            for name, reply in started.items()
        }

    def _part(self, name: str, service: str, reply: Reply | Exception, needed: bool) -> Any:
        try:
            if isinstance(reply, Exception):
                raise reply
            return self._kept(service, reply.result())
        except Refused as refused:
            if needed:
                raise
            return Absent(service, refused)
        except (Away, DeadlinePassed, ServiceFault):
            if needed:
                raise
            # What lacks a part must not be kept for others.
            g.incomplete = True
            return Absent(service)

    def _kept(self, service: str, answer: Any) -> Any:
        if isinstance(answer, Mapping):
            if "position" in answer and "version" in answer:
                self.positions.wrote(service, int(answer["position"] or 0))
            if answer.get("behind"):
                # Older than an event that was heard: no event would drop it again.
                g.incomplete = True
        return answer

    def _envelope(self, service: str, operation: str, step: str) -> dict[str, Any]:
        viewer = current_viewer()
        key = g.get("command_key") or g.correlation_id
        # Bound to the account: nobody can occupy or probe the command ids of others.
        command_id = uuid.uuid5(
            _COMMANDS, "\x1f".join((key, viewer.account_id or "", service, operation, step))
        )
        return {
            "command_id": str(command_id),
            "correlation_id": g.correlation_id,
            "language": current_language(),
            "after": self.positions.after(service),
            "actor": viewer.actor(),
        }


def _current() -> Backend:
    if "backend" not in g:
        g.backend = Backend(current_app.extensions["services"], g.positions)
    found: Backend = g.backend
    return found


backend: Backend = LocalProxy(_current)  # type: ignore[assignment]
