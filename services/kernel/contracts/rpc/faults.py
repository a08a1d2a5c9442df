"""What a call can end with besides an answer and a refusal."""

from __future__ import annotations


class Away(Exception):
    """The service cannot be reached now; it has not received the call, or nobody will answer.

    `reason` is one of `broker`, `no-route`, `busy` (bulkhead), `resting` (circuit breaker),
    `connection-lost`, `unavailable` (the service itself lacks its database).
    """

    def __init__(self, service: str, reason: str) -> None:
        super().__init__(f"{service}: {reason}")
        self.service = service
        self.reason = reason


class DeadlinePassed(Exception):
    """No answer came in time. Whether a command was carried out is unknown: send it again with
    the same command id."""

    def __init__(self, service: str, operation: str) -> None:
        super().__init__(f"{service}.{operation}")
        self.service = service
        self.operation = operation


class ServiceFault(Exception):
    """The service answered with an error that is no refusal: a defect, to be looked up in its log.

    Only the type is kept: the text of a foreign exception may hold personal data.
    """

    def __init__(self, service: str, operation: str, kind: str) -> None:
        super().__init__(f"{service}.{operation}: {kind}")
        self.service = service
        self.operation = operation
        self.kind = kind
