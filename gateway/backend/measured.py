"""The services with every call counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from services.kernel.contracts.rpc import Refused

if TYPE_CHECKING:
    from gateway.backend.backend import Reply, Services
    from gateway.web.observe import Metrics


class _MeasuredReply:
    def __init__(self, reply: Reply, count: Any) -> None:
        self._reply, self._count = reply, count

    def result(self) -> Any:
        """The answer of the reply, counted by its outcome."""
        try:
            answer = self._reply.result()
        except Refused:
            self._count("refused")
            raise
        except Exception as error:
            self._count(type(error).__name__)
            raise
        self._count("answered")
        return answer


class Measured:
    """Counts the outcome of each call by service and operation."""

    def __init__(self, services: Services, metrics: Metrics) -> None:
        self._services, self._metrics = services, metrics

    @property
    def connected(self) -> bool:
        """Whether the broker is connected."""
        return bool(getattr(self._services, "connected", True))

    def send(
        self,
        service: str,
        operation: str,
        payload: Mapping[str, Any],
        envelope: Mapping[str, Any],
        *,
        within: float,
    ) -> Reply:
        """Starts a call."""

        def count(outcome: str) -> None:
            self._metrics.calls.labels(service, operation, outcome).inc()

        try:
            reply = self._services.send(service, operation, payload, envelope, within=within)
        except Exception as error:
            count(type(error).__name__)
            raise
        return _MeasuredReply(reply, count)
