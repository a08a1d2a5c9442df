"""Who the caller is, as the portal sees them."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from gateway.api.blueprint import Operations
from gateway.auth.allow import SIGNED_IN
from gateway.auth.sessions import current_viewer

operations = Operations("viewer", "/viewer", "The caller of the API.")


class ViewerSchema(Schema):
    """The account behind the token."""

    account_id = fields.String(required=True)
    role = fields.String(required=True)
    organisation_id = fields.String(required=True, allow_none=True)
    facets = fields.List(fields.String(), required=True)
    display_name = fields.String(required=True)
    expires_at = fields.String(required=True, allow_none=True)
    must_change_password = fields.Boolean(required=True)


@operations.operation("GET", "", who=[SIGNED_IN], answer=ViewerSchema, with_temporary_password=True)
def get_viewer() -> dict[str, Any]:
    """The caller.

    The account behind the bearer token, its role and what it may do besides.
    """
    viewer = current_viewer()
    return {
        "account_id": viewer.account_id,
        "role": str(viewer.role),
        "organisation_id": viewer.organisation_id,
        "facets": sorted(viewer.facets),
        "display_name": viewer.display_name,
        "expires_at": viewer.expires_at,
        "must_change_password": viewer.must_change_password,
    }
