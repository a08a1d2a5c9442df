"""Career consultation for those who handle it (ME-43, ME-44, ME-46)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.paging import cursor_part, cursor_schema, offset_of
from gateway.api.v1.consultations_schemas import (
    AnswerBody,
    AssignedConsultationLineSchema,
    AssignmentBody,
    ClosingBody,
    ConsultationCancellationBody,
    ConsultationReceiptSchema,
    ConsultationSchema,
    ConsultationsQuery,
    ConsultationStaffListSchema,
    HoldingBody,
    MeetingBody,
    OpinionBody,
    ReferralBody,
)
from gateway.auth.viewer import Role
from gateway.backend import backend

operations = Operations("consultations", "", "Career consultations, for those who handle them.")

SECRETARIAT = [Role.SECRETARIAT]
MEETING = [Role.SECRETARIAT, Role.COUNSELLOR]
ASKED = [Role.COUNSELLOR, Role.JICA_DEPARTMENT, Role.HR_DIVISION]
_ONE = "/consultations/<consultation_id>"
_STEP: dict[int, list[str]] = {
    404: ["not-found"],
    409: ["consultation-at-another-step", "stale-form"],
}
_STEP_OF_KIND: dict[int, list[str]] = {**_STEP, 409: [*_STEP[409], "consultation-of-other-kind"]}


@operations.operation(
    "GET", "/consultation-staff", who=SECRETARIAT, answer=ConsultationStaffListSchema
)
def find_consultation_staff() -> Any:
    """Who can be given a consultation or asked about one.

    Users with the counsellor permission and persons of JICA, as of now.
    """
    return backend.call("identity", "find_consultation_staff", {})


@operations.operation(
    "GET",
    "/consultations",
    who=[Role.SECRETARIAT, *ASKED],
    query=ConsultationsQuery,
    answer=cursor_schema(AssignedConsultationLineSchema),
)
def find_consultations(query: dict[str, Any]) -> dict[str, Any]:
    """Consultations, the oldest first.

    All for the secretariat; counsellors and persons of JICA find those assigned to them.
    """
    wanted: dict[str, Any] = {
        name: query[name] for name in ("status", "kind", "open") if name in query
    }
    asked = {**wanted, "limit": query["limit"], "offset": offset_of(query)}
    return cursor_part(backend.call("messaging", "find_consultations", asked), query)


@operations.operation("GET", _ONE, who=[Role.SECRETARIAT, *ASKED], answer=ConsultationSchema)
def get_consultation(consultation_id: str) -> Any:
    """One consultation.

    What is not assigned to the caller does not exist.
    """
    return _call("get_consultation", consultation_id)


@operations.operation(
    "POST",
    f"{_ONE}/assignment",
    who=SECRETARIAT,
    body=AssignmentBody,
    answer=ConsultationReceiptSchema,
    refuses=_STEP,
)
def assign_counsellor(body: dict[str, Any], consultation_id: str) -> Any:
    """Assign a counsellor.

    Who has the counsellor permission now.
    """
    return _call("assign_counsellor", consultation_id, body)


@operations.operation(
    "POST",
    f"{_ONE}/meeting",
    who=MEETING,
    body=MeetingBody,
    answer=ConsultationReceiptSchema,
    refuses=_STEP_OF_KIND,
)
def schedule_consultation(body: dict[str, Any], consultation_id: str) -> Any:
    """Set the meeting of a face-to-face consultation."""
    return _call("schedule_consultation", consultation_id, body)


@operations.operation(
    "PUT",
    f"{_ONE}/meeting",
    who=MEETING,
    body=MeetingBody,
    answer=ConsultationReceiptSchema,
    refuses={**_STEP_OF_KIND, 409: [*_STEP_OF_KIND[409], "consultation-date-unchanged"]},
)
def reschedule_consultation(body: dict[str, Any], consultation_id: str) -> Any:
    """Set a new date of the meeting."""
    return _call("reschedule_consultation", consultation_id, body)


@operations.operation(
    "POST",
    f"{_ONE}/holding",
    who=MEETING,
    body=HoldingBody,
    answer=ConsultationReceiptSchema,
    refuses={**_STEP_OF_KIND, 409: [*_STEP_OF_KIND[409], "consultation-date-not-reached"]},
)
def hold_consultation(body: dict[str, Any], consultation_id: str) -> Any:
    """Record that the meeting took place.

    On its day or later.
    """
    return _call("hold_consultation", consultation_id, body)


@operations.operation(
    "POST",
    f"{_ONE}/referral",
    who=SECRETARIAT,
    body=ReferralBody,
    answer=ConsultationReceiptSchema,
    refuses=_STEP_OF_KIND,
)
def refer_consultation(body: dict[str, Any], consultation_id: str) -> Any:
    """Ask for statements on a mail consultation.

    Counsellors, persons of JICA or both.
    """
    return _call("refer_consultation", consultation_id, body)


@operations.operation(
    "POST",
    f"{_ONE}/opinions",
    who=ASKED,
    body=OpinionBody,
    answer=ConsultationReceiptSchema,
    status=201,
    refuses={**_STEP_OF_KIND, 409: [*_STEP_OF_KIND[409], "too-many-opinions"]},
)
def record_consultation_opinion(body: dict[str, Any], consultation_id: str) -> Any:
    """Make an internal statement.

    By whoever was asked; the person never sees it.
    """
    return _call("record_consultation_opinion", consultation_id, body)


@operations.operation(
    "POST",
    f"{_ONE}/answer",
    who=SECRETARIAT,
    body=AnswerBody,
    answer=ConsultationReceiptSchema,
    status=201,
    refuses=_STEP_OF_KIND,
)
def answer_consultation(body: dict[str, Any], consultation_id: str) -> Any:
    """Answer the person of a mail consultation."""
    return _call("answer_consultation", consultation_id, body)


@operations.operation(
    "POST",
    f"{_ONE}/cancellation",
    who=SECRETARIAT,
    body=ConsultationCancellationBody,
    answer=ConsultationReceiptSchema,
    refuses=_STEP,
)
def cancel_consultation(body: dict[str, Any], consultation_id: str) -> Any:
    """Cancel a consultation.

    Before it is held or answered.
    """
    return _call("cancel_consultation", consultation_id, body)


@operations.operation(
    "POST",
    f"{_ONE}/closing",
    who=SECRETARIAT,
    body=ClosingBody,
    answer=ConsultationReceiptSchema,
    refuses=_STEP,
)
def close_consultation(body: dict[str, Any], consultation_id: str) -> Any:
    """Close a consultation that was held or answered."""
    return _call("close_consultation", consultation_id, body)


def _call(operation: str, consultation_id: str, body: dict[str, Any] | None = None) -> Any:
    asked = {**(body or {}), "consultation_id": consultation_id}
    return backend.call("messaging", operation, asked)
