"""Organisations: the public list, requests, and the secretariat's decision (ID-72 to ID-83)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.paging import cursor_part, cursor_schema, offset_of
from gateway.api.v1.accounts_schemas import (
    OrganisationApprovalBody,
    OrganisationApprovalReceiptSchema,
    OrganisationReceiptSchema,
    OrganisationRejectionBody,
    OrganisationRequestsQuery,
    OrganisationSchema,
    OrganisationsQuery,
    WholeOrganisationSchema,
)
from gateway.auth.allow import ANYONE
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.web.limits import guarded
from services.kernel.contracts.identity import RequestOrganisationRegistration

operations = Operations("organisations", "/organisations", "Registered organisations.")
WHOLE_PART = cursor_schema(WholeOrganisationSchema)


def part_of(operation: str, query: dict[str, Any]) -> dict[str, Any]:
    """One part of a list of identity by cursor."""
    conditions = {name: value for name, value in query.items() if name != "after"}
    found = backend.call("identity", operation, {**conditions, "offset": offset_of(query)})
    return cursor_part(found, query)


@operations.operation(
    "GET",
    "",
    who=[ANYONE],
    query=OrganisationsQuery,
    answer=cursor_schema(OrganisationSchema),
    tags=("organisations",),
)
def find_organisations(query: dict[str, Any]) -> dict[str, Any]:
    """The public list.

    Registered organisations that asked to be listed, by name.
    """
    return part_of("find_organisations", query)


@operations.operation(
    "GET",
    "/requests",
    who=[Role.SECRETARIAT],
    query=OrganisationRequestsQuery,
    answer=WHOLE_PART,
)
def find_organisation_requests(query: dict[str, Any]) -> dict[str, Any]:
    """Requests for registration.

    Oldest first, in one state and on one path of review or both.
    """
    return part_of("find_organisation_requests", query)


@operations.operation(
    "POST",
    "/requests",
    who=[ANYONE],
    body=RequestOrganisationRegistration,
    answer=OrganisationReceiptSchema,
    status=201,
)
@guarded
def request_organisation_registration(body: dict[str, Any]) -> dict[str, Any]:
    """Ask to be registered.

    The secretariat decides; the result is mailed.
    """
    answer: dict[str, Any] = backend.call("identity", "request_organisation_registration", body)
    return answer


@operations.operation(
    "GET",
    "/<organisation_id>",
    who=[ANYONE],
    answer=WholeOrganisationSchema,
    refuses={422: ["invalid-input"]},
    tags=("organisation:{organisation_id}",),
)
def get_organisation(organisation_id: str) -> dict[str, Any]:
    """One organisation.

    Its public part; the organisation itself and the secretariat see all of it.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "get_organisation", {"organisation_id": organisation_id}
    )
    return answer


@operations.operation(
    "POST",
    "/<organisation_id>/approval",
    who=[Role.SECRETARIAT],
    body=OrganisationApprovalBody,
    answer=OrganisationApprovalReceiptSchema,
    refuses={409: ["organisation-request-not-open", "login-id-in-use", "stale-form"]},
)
def approve_organisation(body: dict[str, Any], organisation_id: str) -> dict[str, Any]:
    """Register an organisation.

    It receives its institution ID, organisation code and a link to set a password by mail.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "approve_organisation", {**body, "organisation_id": organisation_id}
    )
    return answer


@operations.operation(
    "POST",
    "/<organisation_id>/rejection",
    who=[Role.SECRETARIAT],
    body=OrganisationRejectionBody,
    answer=OrganisationReceiptSchema,
    refuses={409: ["organisation-request-not-open", "stale-form"]},
)
def reject_organisation(body: dict[str, Any], organisation_id: str) -> dict[str, Any]:
    """Refuse an organisation.

    The reason is mailed.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "reject_organisation", {**body, "organisation_id": organisation_id}
    )
    return answer
