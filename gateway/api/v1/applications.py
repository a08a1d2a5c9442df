"""Applications: an applicant's own, and those an organisation received."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, g, request

from gateway.api.blueprint import Operations
from gateway.api.paging import cursor_part, cursor_schema, offset_of
from gateway.api.uploads import ANY_BYTES, uploaded
from gateway.api.v1.application_schemas import (
    ApplicationCorrectionBody,
    ApplicationDocumentReceiptSchema,
    ApplicationDraftReceiptSchema,
    ApplicationReceiptSchema,
    ApplicationSchema,
    ApplicationStatusBody,
    ApplicationSubmissionReceiptSchema,
    ApplicationVersionBody,
    DraftBody,
    MyApplicationSchema,
    MyApplicationsQuery,
    UploadQuery,
)
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import RECRUITERS, Role
from gateway.backend import backend
from gateway.documents.receiving import put_document
from gateway.documents.sending import document_response
from gateway.web.limits import accepts_upload

operations = Operations("applications", "/applications", "Applications to listings.")

HANDLERS = RECRUITERS | {Role.SECRETARIAT}
DRAFT_RULES = [
    "listing-takes-no-web-applications",
    "listing-takes-no-direct-applications",
    "listing-not-open-for-applications",
]
NOT_ENTITLED = ["full-registration-needed", "job-seeker-inactive", "active-job-seeker-needed"]
NO_DRAFT = ["application-already-submitted"]
ENDED = ["selection-already-ended", "selection-cannot-go-back", "stale-form"]
MEGABYTES = 10

_DOCUMENTS = uuid.UUID("3f0c9d0e-7a0b-4f2b-8a57-0c64c5a3e2f1")


@operations.operation(
    "GET",
    "",
    who=[Role.INDIVIDUAL],
    query=MyApplicationsQuery,
    answer=cursor_schema(MyApplicationSchema),
)
def find_my_applications(query: dict[str, Any]) -> dict[str, Any]:
    """The caller's applications.

    Submitted ones, newest first; `group` divides jobs from trainings and seminars.
    """
    asked = {name: query[name] for name in ("group", "state") if query.get(name)}
    found = backend.call(
        "applications",
        "find_my_applications",
        {**asked, "limit": query["limit"], "offset": offset_of(query)},
    )
    return cursor_part(found, query)


@operations.operation(
    "POST",
    "",
    who=[Role.INDIVIDUAL],
    body=DraftBody,
    answer=ApplicationDraftReceiptSchema,
    status=201,
    refuses={
        403: NOT_ENTITLED,
        404: ["not-found"],
        409: [*DRAFT_RULES, "already-applied", "application-cancelled-too-often"],
        422: ["confirmations-incomplete", "motivation-missing"],
    },
)
def draft_application(body: dict[str, Any]) -> Any:
    """Begin an application.

    Fills in the form of a listing, or revises the draft that exists. Documents come next, then
    the submission. The applicant's name is the registered one. A direct application of an active
    job seeker needs the motivation and is no Hello Work placement: no re-employment allowance and
    no employer subsidy that needs a placement.
    """
    profile = backend.call("identity", "get_profile")
    return backend.call(
        "applications", "draft_application", {**body, "applicant_name": profile["name"]}
    )


@operations.operation(
    "GET",
    "/<application_id>",
    who=[Role.INDIVIDUAL, HANDLERS],
    answer=ApplicationSchema,
)
def get_application(application_id: str) -> Any:
    """One application.

    The applicant sees until when it can be cancelled; the organisation sees its own remarks and
    which changes were notified.
    """
    mine = current_viewer().role is Role.INDIVIDUAL
    operation = "get_my_application" if mine else "get_application"
    return backend.call("applications", operation, {"application_id": application_id})


@operations.operation(
    "POST",
    "/<application_id>/submission",
    who=[Role.INDIVIDUAL],
    body=ApplicationVersionBody,
    answer=ApplicationSubmissionReceiptSchema,
    refuses={
        403: NOT_ENTITLED,
        409: [*DRAFT_RULES, *NO_DRAFT, "stale-form"],
        422: ["required-documents-missing", "confirmations-incomplete"],
    },
)
def submit_application(body: dict[str, Any], application_id: str) -> Any:
    """Send an application.

    It then has its reception ID, and nothing can be added any more.
    """
    return backend.call(
        "applications", "submit_application", {**body, "application_id": application_id}
    )


@operations.operation(
    "POST",
    "/<application_id>/cancellation",
    who=[Role.INDIVIDUAL],
    body=ApplicationVersionBody,
    answer=ApplicationReceiptSchema,
    refuses={409: ["cancellation-period-over", *ENDED[:1], "stale-form"]},
)
def cancel_application(body: dict[str, Any], application_id: str) -> Any:
    """Take an application back.

    Within 24 hours of applying.
    """
    return backend.call(
        "applications", "cancel_application", {**body, "application_id": application_id}
    )


@operations.operation(
    "PUT",
    "/<application_id>/status",
    who=[RECRUITERS],
    body=ApplicationStatusBody,
    answer=ApplicationSubmissionReceiptSchema,
    refuses={409: ENDED},
)
def change_application_status(body: dict[str, Any], application_id: str) -> Any:
    """Choose the status of an application.

    The applicant is told by mail and notice exactly when `notify` is true, and never sees the
    institution's remarks. `hired`, `not-hired` and `declined` end the selection.
    """
    return backend.call(
        "applications", "change_application_status", {**body, "application_id": application_id}
    )


@operations.operation(
    "PUT",
    "/<application_id>/correction",
    who=[Role.SECRETARIAT],
    body=ApplicationCorrectionBody,
    answer=ApplicationReceiptSchema,
    refuses={409: ["only-final-status-corrected", "stale-form"]},
)
def correct_application_status(body: dict[str, Any], application_id: str) -> Any:
    """Correct a wrong final status.

    For the secretariat, when an organisation chose the wrong one.
    """
    return backend.call(
        "applications", "correct_application_status", {**body, "application_id": application_id}
    )


@operations.operation(
    "POST",
    "/<application_id>/documents",
    who=[Role.INDIVIDUAL],
    query=UploadQuery,
    answer=ApplicationDocumentReceiptSchema,
    status=201,
    refuses={
        409: [*NO_DRAFT, "too-many-documents", "document-piece-missing"],
        413: ["too-large"],
        422: ["document-empty", "document-too-large", "document-type-not-accepted"],
    },
)
@operations.doc(requestBody=ANY_BYTES)  # type: ignore[untyped-decorator]
@accepts_upload(MEGABYTES)
def put_document_of_application(query: dict[str, Any], application_id: str) -> Any:
    """Attach a document to a draft.

    The body is the file itself with its name as `name`, or `multipart/form-data` with one part
    `file`. `fulfils` says which required document it is.
    """
    content, name = uploaded(query)
    key = f"{g.get('command_key') or g.correlation_id}\x1f{current_viewer().account_id}"
    try:
        return put_document(
            application_id,
            str(uuid.uuid5(_DOCUMENTS, key)),
            name,
            content,
            fulfils=query.get("fulfils"),
            most=MEGABYTES * 1024 * 1024,
        )
    finally:
        request.close()


@operations.operation(
    "GET",
    "/<application_id>/documents/<document_id>",
    who=[Role.INDIVIDUAL, HANDLERS],
)
def get_document_of_application(application_id: str, document_id: str) -> Response:
    """Download a document.

    For the applicant and for whoever handles the application.
    """
    return document_response(application_id, document_id)


@operations.operation(
    "DELETE",
    "/<application_id>/documents/<document_id>",
    who=[Role.INDIVIDUAL],
    status=204,
    refuses={409: NO_DRAFT},
)
def remove_document_of_application(application_id: str, document_id: str) -> None:
    """Take a document out of a draft."""
    backend.call(
        "applications",
        "remove_document",
        {"application_id": application_id, "document_id": document_id},
    )
