"""Acting on the portal's services in somebody's place, patiently and repeatably."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from services.kernel.contracts.rpc import (
    Away,
    DeadlinePassed,
    Refused,
    RpcClient,
    ServiceFault,
)

T = TypeVar("T")

PATIENCE_SECONDS = 30.0
_NAMES = uuid.UUID("5f0c4f0e-0d6e-5f5a-9b1a-4b5a4b484153")

INTERNAL = {"id": "portal", "role": "internal-system"}
OPERATOR = {"id": "operator", "role": "operator"}
VISITOR: Mapping[str, Any] = {"role": "visitor"}

Answer = dict[str, Any]


class Stage:
    """Asks services as whoever is needed.

    The id of a command comes from the name of its step, so a demo that was cut off goes on where
    it stopped when it is loaded again.
    """

    def __init__(self, client: RpcClient) -> None:
        self._client = client

    def ask(
        self,
        service: str,
        operation: str,
        payload: Mapping[str, Any],
        actor: Mapping[str, Any],
        step: str = "",
    ) -> Answer:
        """Carries out one operation; what is not ready yet is tried again for a while.

        A service learns of another's events a moment later and refuses until then.
        """
        envelope = {"actor": actor, "language": "ja"}
        if step:
            envelope["command_id"] = str(uuid.uuid5(_NAMES, f"{operation}/{step}"))

        def call() -> Answer:
            answer: Answer = self._client.call(
                service, operation, payload, envelope, within=PATIENCE_SECONDS
            )
            return answer

        return patiently(call)

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Waits until something holds. Raises TimeoutError."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not condition():
            if time.monotonic() > end:
                raise TimeoutError(what)
            time.sleep(0.2)


def patiently(call: Callable[[], T], seconds: float = PATIENCE_SECONDS) -> T:
    """Calls until it succeeds; raises the last failure when time has run out."""
    end = time.monotonic() + seconds
    while True:
        try:
            return call()
        except (Refused, Away, DeadlinePassed, ServiceFault) as failure:
            final = isinstance(failure, Refused) and failure.kind == "invalid"
            if final or time.monotonic() > end:
                raise
        time.sleep(0.2)
