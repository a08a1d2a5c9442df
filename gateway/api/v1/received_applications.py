"""What an organisation received, by listing, and what applying to a listing asks for."""

from __future__ import annotations

from typing import Any

from flask import Response

from gateway.api.blueprint import Operations
from gateway.api.paging import CursorQuery, cursor_part, cursor_schema, offset_of
from gateway.api.v1.application_schemas import (
    ApplicantsSchema,
    ApplicationFormQuery,
    ApplicationFormSchema,
    ApplicationStatusesBody,
    ApplicationStatusesReceiptSchema,
    ReceivedApplicationSchema,
    ReceivedApplicationsQuery,
)
from gateway.auth.viewer import RECRUITERS, Role
from gateway.backend import backend
from gateway.documents.sending import archive_response
from services.kernel.contracts.fields import Items, Payload, Text

operations = Operations("received_applications", "", "Applications by listing.")


class ApplicationArchiveBody(Payload):
    """The applications whose documents are wanted."""

    application_ids = Items(Text(most=64, one_line=True), least=1, most=100, required=True)


@operations.operation(
    "GET",
    "/listings/<listing_id>/application-form",
    who=[Role.INDIVIDUAL],
    query=ApplicationFormQuery,
    answer=ApplicationFormSchema,
)
def get_application_form(query: dict[str, Any], listing_id: str) -> Any:
    """What applying to a listing asks for.

    Confirmation items, required documents, limits, the route; and why the caller cannot apply, if
    so.
    """
    asked = {"listing_id": listing_id, **query}
    return backend.call("applications", "get_application_form", asked)


@operations.operation(
    "GET",
    "/application-counts",
    who=[RECRUITERS],
    query=CursorQuery,
    answer=cursor_schema(ApplicantsSchema),
)
def find_application_counts(query: dict[str, Any]) -> dict[str, Any]:
    """The organisation's listings with number of applicants."""
    found = backend.call(
        "applications",
        "find_application_counts",
        {"limit": query["limit"], "offset": offset_of(query)},
    )
    return cursor_part(found, query)


@operations.operation(
    "GET",
    "/listings/<listing_id>/applications",
    who=[RECRUITERS],
    query=ReceivedApplicationsQuery,
    answer=cursor_schema(ReceivedApplicationSchema),
)
def find_applications_of_listing(query: dict[str, Any], listing_id: str) -> dict[str, Any]:
    """The applications to one listing of the caller's organisation, newest first."""
    status = {"status": query["status"]} if query.get("status") else {}
    found = backend.call(
        "applications",
        "find_applications_of_listing",
        {"listing_id": listing_id, "limit": query["limit"], "offset": offset_of(query), **status},
    )
    return cursor_part(found, query)


@operations.operation(
    "PUT",
    "/application-statuses",
    who=[RECRUITERS],
    body=ApplicationStatusesBody,
    answer=ApplicationStatusesReceiptSchema,
    refuses={
        404: ["not-found"],
        409: ["selection-already-ended", "selection-cannot-go-back", "stale-form"],
    },
)
def change_application_statuses(body: dict[str, Any]) -> Any:
    """Choose one status for several applications.

    Each has its own outcome: what could not be changed is named in `refused`.
    """
    return backend.call("applications", "change_application_statuses", body)


@operations.operation(
    "POST",
    "/application-archives",
    who=[RECRUITERS],
    body=ApplicationArchiveBody,
    refuses={404: ["not-found"]},
)
def get_documents_of_applications(body: dict[str, Any]) -> Response:
    """Download the documents of several applications.

    One ZIP file with a folder for each application.
    """
    found = backend.call("applications", "find_application_documents", body)
    return archive_response(found["items"], f"applications-{len(found['items'])}.zip")
