"""Internal users, managed by the system operator (ID-87)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.paging import cursor_schema
from gateway.api.v1.accounts_schemas import (
    AccountReceiptSchema,
    CommandReceiptSchema,
    InternalUserSchema,
    InternalUsersQuery,
    JicaOrganisationsSchema,
)
from gateway.api.v1.organisations import part_of
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.identity import CreateInternalUser
from services.kernel.contracts.identity_internal_users import (
    ChangeInternalOrganisation,
    ChangeInternalRoles,
    GrantCounsellorPermission,
)


class InternalRolesBody(ChangeInternalRoles):
    """All roles of the user."""

    class Meta:
        exclude = ("account_id",)


class CounsellorBody(GrantCounsellorPermission):
    """How the counsellor is called."""

    class Meta:
        exclude = ("account_id",)


class InternalOrganisationBody(ChangeInternalOrganisation):
    """The organisation of JICA, or null."""

    class Meta:
        exclude = ("account_id",)


operations = Operations("internal_users", "/internal-users", "Those who run the portal.")


@operations.operation(
    "GET",
    "",
    who=[Role.OPERATOR],
    query=InternalUsersQuery,
    answer=cursor_schema(InternalUserSchema),
)
def find_internal_users(query: dict[str, Any]) -> dict[str, Any]:
    """Internal users.

    Of one role or all, newest first.
    """
    return part_of("find_internal_users", query)


@operations.operation(
    "POST",
    "",
    who=[Role.OPERATOR],
    body=CreateInternalUser,
    answer=AccountReceiptSchema,
    status=201,
    refuses={409: ["login-id-in-use", "no-mail-address"]},
)
def create_internal_user(body: dict[str, Any]) -> dict[str, Any]:
    """Create an internal user.

    Without a password a temporary one goes to the e-mail address. JICA departments and the HR
    division post for `organisation_id`, a registered organisation of the category JICA.
    """
    answer: dict[str, Any] = backend.call("identity", "create_internal_user", body)
    return answer


@operations.operation(
    "POST",
    "/<account_id>/reissue",
    who=[Role.OPERATOR],
    answer=CommandReceiptSchema,
    refuses={
        409: ["temporary-password-still-valid", "no-mail-address"],
        422: ["invalid-input"],
    },
)
def reissue_internal_password(account_id: str) -> dict[str, Any]:
    """Reissue a password.

    A temporary password is mailed to the user; the operator never sees it.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "reissue_internal_password", {"account_id": account_id}
    )
    return answer


@operations.operation(
    "PUT",
    "/<account_id>/roles",
    who=[Role.OPERATOR],
    body=InternalRolesBody,
    answer=CommandReceiptSchema,
    refuses={409: ["own-internal-account"]},
)
def change_internal_roles(body: dict[str, Any], account_id: str) -> dict[str, Any]:
    """Change the roles.

    Exactly these from the next request on; the counsellor permission is kept.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "change_internal_roles", {**body, "account_id": account_id}
    )
    return answer


@operations.operation(
    "PUT",
    "/<account_id>/organisation",
    who=[Role.OPERATOR],
    body=InternalOrganisationBody,
    answer=CommandReceiptSchema,
)
def change_internal_organisation(body: dict[str, Any], account_id: str) -> dict[str, Any]:
    """Say for which organisation a user posts.

    A registered organisation of the category JICA, for JICA departments and the HR division.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "change_internal_organisation", {**body, "account_id": account_id}
    )
    return answer


@operations.operation(
    "GET",
    "/jica-organisations",
    who=[Role.OPERATOR],
    answer=JicaOrganisationsSchema,
)
def find_jica_organisations() -> dict[str, Any]:
    """Organisations that JICA departments can post for.

    Registered ones of the category JICA, listed or not.
    """
    answer: dict[str, Any] = backend.call("identity", "find_jica_organisations")
    return answer


@operations.operation(
    "POST",
    "/<account_id>/stop",
    who=[Role.OPERATOR],
    answer=CommandReceiptSchema,
    refuses={409: ["own-internal-account"], 422: ["invalid-input"]},
)
def stop_internal_user(account_id: str) -> dict[str, Any]:
    """Stop a user.

    Ends the session and every further login; final.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "stop_internal_user", {"account_id": account_id}
    )
    return answer


@operations.operation(
    "PUT",
    "/<account_id>/counsellor-permission",
    who=[Role.OPERATOR],
    body=CounsellorBody,
    answer=CommandReceiptSchema,
)
def grant_counsellor_permission(body: dict[str, Any], account_id: str) -> dict[str, Any]:
    """Grant the career counsellor permission.

    From the next request on.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "grant_counsellor_permission", {**body, "account_id": account_id}
    )
    return answer


@operations.operation(
    "DELETE",
    "/<account_id>/counsellor-permission",
    who=[Role.OPERATOR],
    answer=CommandReceiptSchema,
    refuses={409: ["last-role-of-internal-user"], 422: ["invalid-input"]},
)
def revoke_counsellor_permission(account_id: str) -> dict[str, Any]:
    """Revoke the career counsellor permission.

    From the next request on.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "revoke_counsellor_permission", {"account_id": account_id}
    )
    return answer
