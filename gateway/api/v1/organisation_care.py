"""Registered organisations: data, validity, code, and how a registration ends (ID-71, ID-77 to ID-85)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.paging import cursor_schema
from gateway.api.v1.accounts_schemas import (
    AcceptedSchema,
    OrganisationReceiptSchema,
)
from gateway.api.v1.organisation_care_schemas import (
    CareCountsSchema,
    CareQuery,
    ChangeBody,
    ChangesQuery,
    DataBody,
    DeletionBody,
    InvalidationBody,
    ListWishBody,
    OrganisationChangeReceiptSchema,
    OrganisationChangeSchema,
    OrganisationExtensionSchema,
)
from gateway.api.v1.organisations import WHOLE_PART, part_of
from gateway.auth.allow import ANYONE
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.web.limits import guarded
from services.kernel.contracts.identity_organisations import (
    ReissueOrganisationCode,
    WithdrawOrganisation,
)

operations = Operations("organisation_care", "/organisations", "Registered organisations at work.")


@operations.operation(
    "GET",
    "/in-care",
    who=[Role.SECRETARIAT],
    query=CareQuery,
    answer=WHOLE_PART,
)
def find_organisations_in_care(query: dict[str, Any]) -> dict[str, Any]:
    """A work list of registered organisations.

    By the answer to the yearly confirmation, validity, deletion request or list wish.
    """
    return part_of("find_organisations_in_care", query)


@operations.operation("GET", "/in-care/counts", who=[Role.SECRETARIAT], answer=CareCountsSchema)
def count_organisations_in_care() -> dict[str, Any]:
    """How much work there is.

    The number of organisations in each work list.
    """
    found = backend.call("identity", "find_organisations_in_care", {"limit": 1})
    return {name.replace("-", "_"): count for name, count in found["counts"].items()}


@operations.operation(
    "GET",
    "/changes",
    who=[Role.ORGANISATION, Role.SECRETARIAT],
    query=ChangesQuery,
    answer=cursor_schema(OrganisationChangeSchema),
)
def find_organisation_changes(query: dict[str, Any]) -> dict[str, Any]:
    """Requests for changes of registered data.

    Oldest first; an organisation finds its own.
    """
    return part_of("find_organisation_changes", query)


@operations.operation(
    "POST",
    "/code-reissue",
    who=[ANYONE],
    body=ReissueOrganisationCode,
    answer=AcceptedSchema,
    status=202,
)
@guarded
def reissue_organisation_code(body: dict[str, Any]) -> dict[str, Any]:
    """Ask for a new organisation code.

    It is mailed when institution ID and registered address belong together; the answer is the
    same in every case.
    """
    answer: dict[str, Any] = backend.call("identity", "reissue_organisation_code", body)
    return answer


@operations.operation(
    "POST",
    "/leaving",
    who=[Role.ORGANISATION],
    body=WithdrawOrganisation,
    answer=OrganisationReceiptSchema,
    refuses={409: ["organisation-not-registered-now", "organisation-leaving-not-confirmed"]},
)
def withdraw_organisation(body: dict[str, Any]) -> dict[str, Any]:
    """Leave.

    The own organisation, with the confirmation and the answer to the leaving survey.
    """
    answer: dict[str, Any] = backend.call("identity", "withdraw_organisation", body)
    return answer


@operations.operation(
    "POST",
    "/<organisation_id>/changes",
    who=[Role.ORGANISATION, Role.SECRETARIAT],
    body=ChangeBody,
    answer=OrganisationChangeReceiptSchema,
    status=201,
    refuses={409: ["organisation-not-registered-now"]},
)
def request_organisation_change(body: dict[str, Any], organisation_id: str) -> dict[str, Any]:
    """Ask for a change of registered data.

    The secretariat applies it; it also enters requests that came by mail.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "request_organisation_change", {**body, "organisation_id": organisation_id}
    )
    return answer


@operations.operation(
    "PUT",
    "/<organisation_id>",
    who=[Role.SECRETARIAT],
    body=DataBody,
    answer=OrganisationReceiptSchema,
    refuses={
        409: [
            "organisation-not-registered-now",
            "organisation-change-not-open",
            "login-id-in-use",
            "stale-form",
        ]
    },
)
def update_organisation(body: dict[str, Any], organisation_id: str) -> dict[str, Any]:
    """Change the registered data.

    Kind, category and institution ID stay; another address is another login ID.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "update_organisation", {**body, "organisation_id": organisation_id}
    )
    return answer


@operations.operation(
    "POST",
    "/<organisation_id>/confirmation",
    who=[Role.ORGANISATION],
    answer=OrganisationReceiptSchema,
    refuses={409: ["organisation-not-registered-now"], 422: ["invalid-input"]},
)
def confirm_organisation_info(organisation_id: str) -> dict[str, Any]:
    """Confirm the registered data.

    They are right as they are.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "confirm_organisation_info", {"organisation_id": organisation_id}
    )
    return answer


@operations.operation(
    "POST",
    "/<organisation_id>/extension",
    who=[Role.ORGANISATION, Role.SECRETARIAT],
    answer=OrganisationExtensionSchema,
    refuses={
        409: ["organisation-not-registered-now", "organisation-extension-not-open"],
        422: ["invalid-input"],
    },
)
def extend_organisation(organisation_id: str) -> dict[str, Any]:
    """Extend the registration.

    From the first notice to the last day; the secretariat also later.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "extend_organisation", {"organisation_id": organisation_id}
    )
    return answer


@operations.operation(
    "PUT",
    "/<organisation_id>/list-wish",
    who=[Role.ORGANISATION, Role.SECRETARIAT],
    body=ListWishBody,
    answer=OrganisationReceiptSchema,
    refuses={409: ["organisation-not-registered-now"]},
)
def change_list_wish(body: dict[str, Any], organisation_id: str) -> dict[str, Any]:
    """Change the wish to be in the public list.

    The list follows at once.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "change_list_wish", {**body, "organisation_id": organisation_id}
    )
    return answer


@operations.operation(
    "POST",
    "/<organisation_id>/code",
    who=[Role.ORGANISATION, Role.SECRETARIAT],
    answer=OrganisationReceiptSchema,
    refuses={
        409: ["organisation-not-registered-now", "organisation-code-reissued-lately"],
        422: ["invalid-input"],
    },
)
def renew_organisation_code(organisation_id: str) -> dict[str, Any]:
    """Renew the organisation code.

    The new one is mailed to the registered address, the old one is void.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "renew_organisation_code", {"organisation_id": organisation_id}
    )
    return answer


@operations.operation(
    "POST",
    "/<organisation_id>/deletion-request",
    who=[Role.ORGANISATION, Role.SECRETARIAT],
    body=DeletionBody,
    answer=OrganisationReceiptSchema,
    status=201,
    refuses={409: ["organisation-not-registered-now"]},
)
def request_organisation_invalidation(body: dict[str, Any], organisation_id: str) -> dict[str, Any]:
    """Ask for the deletion of the registration.

    The secretariat decides.
    """
    answer: dict[str, Any] = backend.call(
        "identity",
        "request_organisation_invalidation",
        {**body, "organisation_id": organisation_id},
    )
    return answer


@operations.operation(
    "POST",
    "/<organisation_id>/invalidation",
    who=[Role.SECRETARIAT],
    body=InvalidationBody,
    answer=OrganisationReceiptSchema,
    refuses={
        409: [
            "organisation-not-registered-now",
            "organisation-deletion-not-requested",
            "stale-form",
        ]
    },
)
def invalidate_organisation(body: dict[str, Any], organisation_id: str) -> dict[str, Any]:
    """Invalidate a registration.

    On the request of the organisation; logins are refused and listings taken down.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "invalidate_organisation", {**body, "organisation_id": organisation_id}
    )
    return answer
