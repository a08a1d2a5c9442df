"""Reissue by inquiry after a check of identity (ID-67, ID-68, ID-70)."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.api.v1.accounts_schemas import AccountReceiptSchema, CommandReceiptSchema
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.identity_inquiries import ReissueAfterInquiry
from services.kernel.contracts.messaging import VerifyInquiryIdentity

operations = Operations("identity_checks", "/identity-checks", "Who stands behind an inquiry.")


class CheckedReissueBody(ReissueAfterInquiry):
    """The address an individual wants to change to, if any."""

    class Meta:
        exclude = ("check_id",)


class IdentityCheckReceiptSchema(CommandReceiptSchema):
    """The result by item: `same`, `different` or `not-compared`."""

    check_id = fields.String(required=True)
    identified = fields.Boolean(required=True)
    results = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class IdentityCheckSchema(Schema):
    """A recorded check; what was said is kept nowhere."""

    check_id = fields.String(required=True)
    account_id = fields.String(required=True)
    organisation_id = fields.String(required=True, allow_none=True)
    inquiry_id = fields.String(required=True, allow_none=True)
    results = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    identified = fields.Boolean(required=True)
    verified_at = fields.String(required=True)


@operations.operation(
    "POST",
    "",
    who=[Role.SECRETARIAT],
    body=VerifyInquiryIdentity,
    answer=IdentityCheckReceiptSchema,
    status=201,
    refuses={404: ["not-found"]},
)
def verify_inquiry_identity(body: dict[str, Any]) -> dict[str, Any]:
    """Check who asks.

    What an inquirer says is compared with what is registered; the result is recorded.
    """
    answer: dict[str, Any] = backend.call("messaging", "verify_inquiry_identity", body)
    return answer


@operations.operation(
    "GET",
    "/<check_id>",
    who=[Role.SECRETARIAT],
    answer=IdentityCheckSchema,
    refuses={422: ["invalid-input"]},
)
def get_identity_check(check_id: str) -> dict[str, Any]:
    """A recorded check.

    By item.
    """
    answer: dict[str, Any] = backend.call("messaging", "get_identity_check", {"check_id": check_id})
    return answer


@operations.operation(
    "POST",
    "/<check_id>/reissue",
    who=[Role.SECRETARIAT],
    body=CheckedReissueBody,
    answer=AccountReceiptSchema,
    refuses={
        409: [
            "identity-not-verified",
            "login-id-in-use",
            "no-mail-address",
            "temporary-password-still-valid",
        ]
    },
)
def reissue_after_inquiry(body: dict[str, Any], check_id: str) -> dict[str, Any]:
    """Send a temporary password.

    To the registered address, or to the new one of an individual, which becomes the login ID.
    """
    answer: dict[str, Any] = backend.call(
        "identity", "reissue_after_inquiry", {**body, "check_id": check_id}
    )
    return answer
