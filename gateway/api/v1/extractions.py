"""Extraction of personal data by two persons, inside JICA only (ID-89, ID-90)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.api.paging import CursorQuery, cursor_schema
from gateway.api.v1.accounts_schemas import CommandReceiptSchema
from gateway.api.v1.organisations import part_of
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.fields import Choice
from services.kernel.contracts.identity_extractions import (
    STATES,
    RejectDataExtraction,
    RequestDataExtraction,
)

operations = Operations("extractions", "/extractions", "Personal data for departments of JICA.")
DEPARTMENTS = [Role.JICA_DEPARTMENT, Role.HR_DIVISION]


class ExtractionsQuery(CursorQuery):
    """In one state or all."""

    state = Choice(STATES)


class ExtractionRejectionBody(RejectDataExtraction):
    """The reason."""

    class Meta:
        exclude = ("extraction_id",)


class ExtractionReceiptSchema(CommandReceiptSchema):
    """A command on an extraction."""

    extraction_id = fields.String(required=True)


class DownloadReceiptSchema(CommandReceiptSchema):
    """A logged download: so many parts, numbered from 0, with these items of each person."""

    download_id = fields.String(required=True)
    parts = fields.Integer(required=True)
    items = fields.List(fields.String(), required=True)


class ExtractionPartSchema(Schema):
    """The persons of one part."""

    items = fields.List(fields.Dict(keys=fields.String()), required=True)
    total = fields.Integer(required=True)


class ExtractionConditionsSchema(Schema):
    """Which full registrants are meant; what is empty leaves nobody out."""

    areas = fields.List(fields.String(), required=True)
    regions = fields.List(fields.String(), required=True)
    language = fields.String(required=True)
    jocv_returnee = fields.Boolean(required=True, allow_none=True)
    age_from = fields.Integer(required=True, allow_none=True)
    age_to = fields.Integer(required=True, allow_none=True)


class ExtractionSchema(Schema):
    """Who asked, what for, who decided, how many records, when."""

    extraction_id = fields.String(required=True)
    state = fields.String(required=True, metadata={"enum": list(STATES)})
    requester_id = fields.String(required=True)
    requester = fields.String(required=True)
    approver = fields.String(required=True)
    purpose = fields.String(required=True)
    reason = fields.String(required=True, allow_none=True)
    conditions = fields.Nested(ExtractionConditionsSchema, required=True)
    items = fields.List(fields.String(), required=True)
    records = fields.Integer(required=True, allow_none=True)
    requested_at = fields.String(required=True, allow_none=True)
    decided_at = fields.String(required=True, allow_none=True)
    provided_at = fields.String(required=True, allow_none=True)
    until = fields.String(required=True, allow_none=True)
    discarded_at = fields.String(required=True, allow_none=True)
    downloads = fields.List(fields.String(), required=True)
    version = fields.Integer(required=True)


@operations.operation(
    "GET",
    "",
    who=[*DEPARTMENTS, Role.SECRETARIAT],
    query=ExtractionsQuery,
    answer=cursor_schema(ExtractionSchema),
)
def find_extractions(query: dict[str, Any]) -> dict[str, Any]:
    """Extractions.

    Newest first; a department finds its own.
    """
    return part_of("find_extractions", query)


@operations.operation(
    "POST",
    "",
    who=DEPARTMENTS,
    body=RequestDataExtraction,
    answer=ExtractionReceiptSchema,
    status=201,
)
def request_data_extraction(body: dict[str, Any]) -> dict[str, Any]:
    """Ask for personal data.

    With purpose, the items needed and conditions.
    """
    answer: dict[str, Any] = backend.call("identity", "request_data_extraction", body)
    return answer


@operations.operation(
    "GET",
    "/<extraction_id>",
    who=[*DEPARTMENTS, Role.SECRETARIAT],
    answer=ExtractionSchema,
    refuses={422: ["invalid-input"]},
)
def get_extraction(extraction_id: str) -> dict[str, Any]:
    """One extraction.

    For its requester and the secretariat.
    """
    return _call("get_extraction", extraction_id)


@operations.operation(
    "POST",
    "/<extraction_id>/approval",
    who=[Role.SECRETARIAT],
    answer=ExtractionReceiptSchema,
    refuses={
        409: ["extraction-not-requested", "extraction-needs-second-person"],
        422: ["invalid-input"],
    },
)
def approve_data_extraction(extraction_id: str) -> dict[str, Any]:
    """Approve.

    As somebody else than the requester.
    """
    return _call("approve_data_extraction", extraction_id)


@operations.operation(
    "POST",
    "/<extraction_id>/rejection",
    who=[Role.SECRETARIAT],
    body=ExtractionRejectionBody,
    answer=ExtractionReceiptSchema,
    refuses={409: ["extraction-not-requested", "extraction-needs-second-person"]},
)
def reject_data_extraction(body: dict[str, Any], extraction_id: str) -> dict[str, Any]:
    """Refuse.

    With a reason.
    """
    return _call("reject_data_extraction", extraction_id, **body)


@operations.operation(
    "POST",
    "/<extraction_id>/downloads",
    who=DEPARTMENTS,
    answer=DownloadReceiptSchema,
    status=201,
    refuses={409: ["extraction-not-provided", "extraction-over"], 422: ["invalid-input"]},
)
def download_extraction(extraction_id: str) -> dict[str, Any]:
    """Begin a download.

    By the requester, within 7 days; every download is logged.
    """
    return _call("download_extraction", extraction_id)


@operations.operation(
    "GET",
    "/<extraction_id>/downloads/<download_id>/<int(max=1000000):part>",
    who=DEPARTMENTS,
    answer=ExtractionPartSchema,
    refuses={409: ["extraction-not-provided", "extraction-over"], 422: ["invalid-input"]},
)
def read_extraction(extraction_id: str, download_id: str, part: int) -> dict[str, Any]:
    """One part of a download.

    Within an hour after it began.
    """
    return _call("read_extraction", extraction_id, download_id=download_id, part=part)


def _call(operation: str, extraction_id: str, **more: Any) -> dict[str, Any]:
    answer: dict[str, Any] = backend.call(
        "identity", operation, {"extraction_id": extraction_id, **more}
    )
    return answer
