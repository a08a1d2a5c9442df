"""What Hello Work staff do for job seekers, by API (GW-53, ID-32 to ID-47)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.v1.accounts_schemas import CommandReceiptSchema
from gateway.api.v1.job_seekers_schemas import (
    ConsultationBody,
    FoundAccountSchema,
    JobSeekerSchema,
    NumberQuery,
    OfficeChangeBody,
    OfficeUseBody,
    OwnDeactivationBody,
)
from gateway.auth.viewer import Role
from gateway.backend import backend

operations = Operations(
    "job-seekers-at-counter", "/job-seekers", "What Hello Work staff do for job seekers."
)

_STAFF = [Role.HELLO_WORK]


def _send(operation: str, account_id: str, body: dict[str, Any] | None = None) -> Any:
    return backend.call("identity", operation, {**(body or {}), "account_id": account_id})


@operations.operation(
    "GET",
    "",
    who=_STAFF,
    query=NumberQuery,
    answer=FoundAccountSchema,
    refuses={404: ["not-found"]},
)
def find_job_seeker(query: dict[str, Any]) -> Any:
    """Find a job seeker.

    By the number that the two-dimensional code of the MyPage holds.
    """
    return backend.call("identity", "find_job_seeker", query)


@operations.operation("GET", "/<account_id>", who=_STAFF, answer=JobSeekerSchema)
def get_job_seeker(account_id: str) -> Any:
    """A job seeker.

    Registration, information and consultations.
    """
    return _send("get_job_seeker", account_id)


@operations.operation(
    "POST",
    "/<account_id>/consultations",
    who=_STAFF,
    body=ConsultationBody,
    answer=CommandReceiptSchema,
    status=201,
)
def record_employment_consultation(body: dict[str, Any], account_id: str) -> Any:
    """Record an employment consultation.

    In the final month of validity it extends the registration by one month.
    """
    return _send("record_employment_consultation", account_id, body)


@operations.operation(
    "POST",
    "/<account_id>/office-use",
    who=_STAFF,
    body=OfficeUseBody,
    answer=CommandReceiptSchema,
    refuses={409: ["already-hello-work-user"]},
)
def record_office_use(body: dict[str, Any], account_id: str) -> Any:
    """Record the first use of an office.

    The online registrant becomes a Hello Work user.
    """
    return _send("record_office_use", account_id, body)


@operations.operation(
    "PUT",
    "/<account_id>/office",
    who=_STAFF,
    body=OfficeChangeBody,
    answer=CommandReceiptSchema,
    refuses={409: ["office-already-shown"]},
)
def change_hello_work_office(body: dict[str, Any], account_id: str) -> Any:
    """Change the office mainly used.

    It replaces the one that is shown.
    """
    return _send("change_hello_work_office", account_id, body)


@operations.operation(
    "POST",
    "/<account_id>/deactivation",
    who=_STAFF,
    body=OwnDeactivationBody,
    answer=CommandReceiptSchema,
    refuses={403: ["job-seeker-inactive"]},
)
def deactivate_job_seeker(body: dict[str, Any], account_id: str) -> Any:
    """Switch a registration off.

    For somebody who is employed, or at their wish.
    """
    return _send("deactivate_job_seeker", account_id, body)


@operations.operation(
    "POST",
    "/<account_id>/reactivation",
    who=_STAFF,
    answer=CommandReceiptSchema,
    refuses={409: ["job-seeker-already-active"]},
)
def reactivate_job_seeker(account_id: str) -> Any:
    """Switch a registration on.

    At any time.
    """
    return _send("reactivate_job_seeker", account_id)
