"""The office's work on registrations of individuals by API."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.paging import cursor_schema
from gateway.api.v1.organisations import part_of
from gateway.api.v1.registrations_schemas import (
    CleaningReceiptSchema,
    DeathBody,
    DeathRevocationBody,
    ExtensionOverviewSchema,
    FullRegistrationApprovalBody,
    FullRegistrationRejectionBody,
    FullRegistrationReturnBody,
    JocvReturneeBody,
    PeopleSchema,
    PeopleSearchBody,
    PersonLineSchema,
    PersonReceiptSchema,
    PersonSchema,
    RequestsQuery,
    SuspensionBody,
)
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.identity_people import (
    CleanFullRegistrationRequests,
    GetExtensionOverview,
)

operations = Operations(
    "individuals", "/individuals", "Individuals and their requests, for the office."
)

_OFFICE = [Role.SECRETARIAT]
_STAFF = [Role.SECRETARIAT, Role.HELLO_WORK]
_NO_REQUEST = ["full-registration-not-requested"]


def _ask(operation: str, payload: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = backend.call("identity", operation, payload)
    return answer


@operations.operation(
    "GET",
    "/requests",
    who=_OFFICE,
    query=RequestsQuery,
    answer=cursor_schema(PersonLineSchema),
)
def find_full_registration_requests(query: dict[str, Any]) -> dict[str, Any]:
    """Requests for full registration.

    Open, overdue, returned, or up for cleaning; the earliest due first.
    """
    return part_of("find_full_registration_requests", query)


@operations.operation(
    "POST",
    "/requests/cleaning",
    who=_OFFICE,
    body=CleanFullRegistrationRequests,
    answer=CleaningReceiptSchema,
    refuses={404: ["not-found"], 409: [*_NO_REQUEST, "full-registration-not-for-cleaning"]},
)
def clean_full_registration_requests(body: dict[str, Any]) -> dict[str, Any]:
    """Close requests that were not completed.

    One or several; those that cannot be closed are named.
    """
    return _ask("clean_full_registration_requests", body)


@operations.operation(
    "GET",
    "/extensions",
    who=_OFFICE,
    query=GetExtensionOverview,
    answer=ExtensionOverviewSchema,
)
def get_extension_overview(query: dict[str, Any]) -> dict[str, Any]:
    """The extension work of a period.

    How many registrations are due, notified, extended and lapsed.
    """
    return _ask("get_extension_overview", query)


@operations.operation(
    "POST",
    "/search",
    who=_STAFF,
    body=PeopleSearchBody,
    answer=PeopleSchema,
    refuses={409: ["people-search-not-ready"]},
)
def find_people(body: dict[str, Any]) -> dict[str, Any]:
    """Find an individual.

    By name, birth date or login ID; the conditions are personal data and so not in the address.
    """
    return _ask("find_people", body)


@operations.operation("GET", "/<account_id>", who=_STAFF, answer=PersonSchema)
def get_person(account_id: str) -> dict[str, Any]:
    """One individual.

    The secretariat sees all registered data, Hello Work staff who it is.
    """
    return _ask("get_person", {"account_id": account_id})


@operations.operation(
    "POST",
    "/<account_id>/approval",
    who=_OFFICE,
    body=FullRegistrationApprovalBody,
    answer=PersonReceiptSchema,
    refuses={
        404: ["not-found"],
        409: [*_NO_REQUEST, "full-registration-checks-missing", "stale-form"],
    },
)
def approve_full_registration(body: dict[str, Any], account_id: str) -> dict[str, Any]:
    """Accept a request for full registration.

    After both check items were confirmed.
    """
    return _ask("approve_full_registration", {**body, "account_id": account_id})


@operations.operation(
    "POST",
    "/<account_id>/rejection",
    who=_OFFICE,
    body=FullRegistrationRejectionBody,
    answer=PersonReceiptSchema,
    refuses={404: ["not-found"], 409: _NO_REQUEST},
)
def reject_full_registration(body: dict[str, Any], account_id: str) -> dict[str, Any]:
    """Refuse a request for full registration.

    The reason is mailed.
    """
    return _ask("reject_full_registration", {**body, "account_id": account_id})


@operations.operation(
    "POST",
    "/<account_id>/return",
    who=_OFFICE,
    body=FullRegistrationReturnBody,
    answer=PersonReceiptSchema,
    refuses={404: ["not-found"], 409: _NO_REQUEST},
)
def return_full_registration(body: dict[str, Any], account_id: str) -> dict[str, Any]:
    """Return a request for completion.

    The sections to complete and the message are mailed.
    """
    return _ask("return_full_registration", {**body, "account_id": account_id})


@operations.operation(
    "PUT",
    "/<account_id>/jocv-returnee",
    who=_OFFICE,
    body=JocvReturneeBody,
    answer=PersonReceiptSchema,
    refuses={404: ["not-found"]},
)
def record_jocv_returnee(body: dict[str, Any], account_id: str) -> dict[str, Any]:
    """Record a JOCV returnee.

    Or correct the record; the permission to view JOCV jobs follows.
    """
    return _ask("record_jocv_returnee", {**body, "account_id": account_id})


@operations.operation(
    "POST",
    "/<account_id>/suspension",
    who=_STAFF,
    body=SuspensionBody,
    answer=PersonReceiptSchema,
    refuses={404: ["not-found"], 409: ["cannot-be-suspended"]},
)
def suspend_user(body: dict[str, Any], account_id: str) -> dict[str, Any]:
    """Restrict the use of an account.

    A live session ends; the reason is mailed.
    """
    return _ask("suspend_user", {**body, "account_id": account_id})


@operations.operation(
    "POST",
    "/<account_id>/reinstatement",
    who=_STAFF,
    answer=PersonReceiptSchema,
    refuses={404: ["not-found"], 409: ["not-suspended"]},
)
def reinstate_user(account_id: str) -> dict[str, Any]:
    """Lift a restriction.

    The status before it holds again.
    """
    return _ask("reinstate_user", {"account_id": account_id})


@operations.operation(
    "POST",
    "/<account_id>/death",
    who=_OFFICE,
    body=DeathBody,
    answer=PersonReceiptSchema,
    refuses={404: ["not-found"], 409: ["death-already-recorded"]},
)
def record_death(body: dict[str, Any], account_id: str) -> dict[str, Any]:
    """Record a death.

    From then on no login, no search, no mail.
    """
    return _ask("record_death", {**body, "account_id": account_id})


@operations.operation(
    "POST",
    "/<account_id>/death-revocation",
    who=_OFFICE,
    body=DeathRevocationBody,
    answer=PersonReceiptSchema,
    refuses={404: ["not-found"], 409: ["no-death-recorded"]},
)
def revoke_death_record(body: dict[str, Any], account_id: str) -> dict[str, Any]:
    """Take back a recorded death.

    The earlier status holds again.
    """
    return _ask("revoke_death_record", {**body, "account_id": account_id})
