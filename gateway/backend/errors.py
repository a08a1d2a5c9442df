"""The error table: what a fault of a call means in HTTP. Nothing else maps errors to statuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from services.kernel.contracts.rpc import Away, DeadlinePassed, Refused, ServiceFault

STATUS_OF_KIND = {"invalid": 422, "not-found": 404, "forbidden": 403, "conflict": 409}

# Refusals of sign-in are about the caller, not about the resource.
STATUS_OF_CODE = {"session-ended": 401, "login-required": 401}


@dataclass(frozen=True, slots=True)
class Problem:
    """One error as the gateway answers it: status, code of the text, field problems."""

    status: int
    code: str
    params: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    retry_after: int | None = None


def problem_of(error: Exception) -> Problem:
    """The problem of an error of a call; raises `LookupError` for other exceptions."""
    if isinstance(error, Refused):
        status = STATUS_OF_CODE.get(error.code) or STATUS_OF_KIND.get(error.kind, 409)
        return Problem(status, error.code, error.params, error.fields)
    if isinstance(error, Away):
        return Problem(503, "service-away", retry_after=5)
    if isinstance(error, DeadlinePassed):
        return Problem(503, "answer-late", retry_after=5)
    if isinstance(error, ServiceFault):
        return Problem(500, "unexpected")
    raise LookupError(type(error).__name__)
