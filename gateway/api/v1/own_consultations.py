"""Career consultation (キャリア相談) for those who ask (ME-41, ME-45)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.paging import CursorQuery, cursor_part, cursor_schema, offset_of
from gateway.api.v1.consultations_schemas import (
    ConsultationCancellationBody,
    ConsultationLineSchema,
    ConsultationReceiptSchema,
    OwnConsultationSchema,
)
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.messaging_consultations import RequestConsultation

operations = Operations(
    "own_consultations", "/own-consultations", "Career consultations of the caller."
)


@operations.operation(
    "POST",
    "",
    who=[Role.INDIVIDUAL],
    body=RequestConsultation,
    answer=ConsultationReceiptSchema,
    status=201,
    refuses={403: ["full-registration-needed-for-consultation"], 404: ["not-found"]},
)
def request_consultation(body: dict[str, Any]) -> Any:
    """Ask for a consultation.

    Face-to-face or by mail; for full registrants.
    """
    return backend.call("messaging", "request_consultation", body)


@operations.operation(
    "GET",
    "",
    who=[Role.INDIVIDUAL],
    query=CursorQuery,
    answer=cursor_schema(ConsultationLineSchema),
)
def find_my_consultations(query: dict[str, Any]) -> dict[str, Any]:
    """The consultations the caller asked for, newest first."""
    asked = {"limit": query["limit"], "offset": offset_of(query)}
    return cursor_part(backend.call("messaging", "find_my_consultations", asked), query)


@operations.operation(
    "GET", "/<consultation_id>", who=[Role.INDIVIDUAL], answer=OwnConsultationSchema
)
def get_my_consultation(consultation_id: str) -> Any:
    """One consultation of the caller.

    With the final answer; what was said internally is not shown.
    """
    asked = {"consultation_id": consultation_id}
    return backend.call("messaging", "get_my_consultation", asked)


@operations.operation(
    "POST",
    "/<consultation_id>/cancellation",
    who=[Role.INDIVIDUAL],
    body=ConsultationCancellationBody,
    answer=ConsultationReceiptSchema,
    refuses={404: ["not-found"], 409: ["consultation-at-another-step", "stale-form"]},
)
def cancel_my_consultation(body: dict[str, Any], consultation_id: str) -> Any:
    """Cancel a consultation.

    Before it is held or answered.
    """
    asked = {**body, "consultation_id": consultation_id}
    return backend.call("messaging", "cancel_consultation", asked)
