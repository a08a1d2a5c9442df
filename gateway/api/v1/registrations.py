"""The own registration by API."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.v1.accounts_schemas import CommandReceiptSchema
from gateway.api.v1.registrations_schemas import (
    ExtensionReceiptSchema,
    HeldDataSchema,
    HistorySchema,
    ProfileReceiptSchema,
    RegistrationSchema,
    RequestReceiptSchema,
)
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.web.held_data import held_data
from services.kernel.contracts.identity_people import GetAccountHistory, UpdateProfile

operations = Operations(
    "registrations", "/registrations", "The own registered data and full registration."
)

_ME = [Role.INDIVIDUAL]


def _ask(operation: str, payload: dict[str, Any] | None = None) -> dict[str, Any]:
    answer: dict[str, Any] = backend.call("identity", operation, payload or {})
    return answer


@operations.operation("GET", "/own", who=_ME, answer=RegistrationSchema)
def get_own_registration() -> dict[str, Any]:
    """The own registered data.

    By section, with what full registration lacks, an open request and the validity.
    """
    return _ask("get_own_registration")


@operations.operation(
    "PATCH",
    "/own",
    who=_ME,
    body=UpdateProfile,
    answer=ProfileReceiptSchema,
    refuses={
        409: [
            "mandatory-items-needed",
            "nothing-updated",
            "stale-form",
            "too-young-for-job-seeker",
        ]
    },
)
def update_profile(body: dict[str, Any]) -> dict[str, Any]:
    """Update the own registered data.

    The sections given are replaced, the others stay.
    """
    return _ask("update_profile", body)


@operations.operation("POST", "/own/confirmation", who=_ME, answer=CommandReceiptSchema)
def confirm_registered_information() -> dict[str, Any]:
    """Confirm the own registered data.

    They are right as they are.
    """
    return _ask("confirm_registered_information")


@operations.operation(
    "POST",
    "/own/full-registration",
    who=_ME,
    answer=RequestReceiptSchema,
    status=201,
    refuses={
        409: [
            "full-registration-items-missing",
            "full-registration-already-requested",
            "already-full-registrant",
        ]
    },
)
def request_full_registration() -> dict[str, Any]:
    """Ask for full registration.

    With all mandatory items; the answer is mailed within 3 business days.
    """
    return _ask("request_full_registration")


@operations.operation(
    "POST",
    "/own/extension",
    who=_ME,
    answer=ExtensionReceiptSchema,
    refuses={409: ["not-full-registrant", "extension-not-open"]},
)
def extend_talent_registration() -> dict[str, Any]:
    """Extend the own full registration.

    By 12 months, from the first notice to the last day.
    """
    return _ask("extend_talent_registration")


@operations.operation("GET", "/own/history", who=_ME, query=GetAccountHistory, answer=HistorySchema)
def get_account_history(query: dict[str, Any]) -> dict[str, Any]:
    """What happened to the own account.

    Newest first.
    """
    return _ask("get_account_history", query)


@operations.operation("GET", "/own/held-data", who=_ME, answer=HeldDataSchema)
def get_held_data() -> dict[str, Any]:
    """Everything held about the caller.

    By service. Passwords and secret answers are held as hashes only and are not part of it.
    """
    return {"services": held_data()}
