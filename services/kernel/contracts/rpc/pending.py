"""A call on its way: settled once, by the reader, by a loss, or by its deadline."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import orjson

from services.kernel.contracts.refused import Refused
from services.kernel.contracts.rpc.faults import Away, DeadlinePassed, ServiceFault

# nameko reports an exception by its class name: these say that the service stands without its
# database or neighbours for the moment, not that it has a defect.
PASSING = frozenset(
    {
        "Away",
        "Unavailable",
        "DeadlinePassed",
        "AutoReconnect",
        "NetworkTimeout",
        "NotPrimaryError",
        "ServerSelectionTimeoutError",
        "WaitQueueTimeoutError",
        "ConnectionFailure",
    }
)


class PendingCall:
    """A future of one call; `result` may be asked from any thread, any number of times."""

    __slots__ = (
        "_body",
        "_fault",
        "_gate",
        "_settle_lock",
        "_settled",
        "deadline",
        "id",
        "on_settled",
        "operation",
        "service",
    )

    def __init__(
        self,
        call_id: str,
        service: str,
        operation: str,
        deadline: float,
        on_settled: Callable[[PendingCall, bool], None],
    ) -> None:
        self.id = call_id
        self.service = service
        self.operation = operation
        self.deadline = deadline
        self.on_settled = on_settled
        self._gate = threading.Lock()
        self._gate.acquire()
        self._settle_lock = threading.Lock()
        self._settled = False
        self._body: bytes | None = None
        self._fault: Exception | None = None

    def answer(self, body: bytes) -> None:
        """The reply came."""
        self._settle(body, None)

    def fail(self, fault: Exception) -> None:
        """No reply will come."""
        self._settle(None, fault)

    def _settle(self, body: bytes | None, fault: Exception | None) -> None:
        with self._settle_lock:
            if self._settled:
                return
            self._settled = True
        self._body, self._fault = body, fault
        self._gate.release()
        self.on_settled(self, fault is None)

    def result(self) -> Any:
        """The answer; raises `Refused`, `Away`, `DeadlinePassed` or `ServiceFault`."""
        if not self._gate.acquire(timeout=max(0.0, self.deadline - time.monotonic())):
            self.fail(DeadlinePassed(self.service, self.operation))
            self._gate.acquire()
        self._gate.release()
        if self._fault is not None:
            raise self._fault
        return self._decoded()

    def _decoded(self) -> Any:
        try:
            reply = orjson.loads(self._body or b"")
            error = reply["error"]
        except (orjson.JSONDecodeError, KeyError, TypeError):
            raise ServiceFault(self.service, self.operation, "UnreadableReply") from None
        if not error:
            return reply.get("result")
        kind = str(error.get("exc_type"))
        args = error.get("exc_args") or []
        if kind == "Refused" and args and isinstance(args[0], dict):
            raise Refused(args[0])
        if kind in PASSING:
            raise Away(self.service, "unavailable")
        raise ServiceFault(self.service, self.operation, kind)
