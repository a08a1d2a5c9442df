"""JICA団体情報(共通): kept once, shown by every JICA account (ID-79)."""

from __future__ import annotations

from typing import Any

from gateway.api.blueprint import Operations
from gateway.api.v1.accounts_schemas import CommandReceiptSchema
from gateway.api.v1.organisation_care_schemas import JicaCommonAnswerSchema
from gateway.auth.viewer import Role
from gateway.backend import backend
from services.kernel.contracts.identity_organisations import UpdateJicaCommonData

operations = Operations("jica_common_data", "/jica-common-data", "The data all of JICA share.")


@operations.operation("GET", "", who=[Role.SECRETARIAT], answer=JicaCommonAnswerSchema)
def get_jica_common_data() -> dict[str, Any]:
    """The data all of JICA share.

    They are kept once and shown by every JICA account.
    """
    answer: dict[str, Any] = backend.call("identity", "get_jica_common_data")
    return answer


@operations.operation(
    "PUT",
    "",
    who=[Role.SECRETARIAT],
    body=UpdateJicaCommonData,
    answer=CommandReceiptSchema,
    refuses={409: ["stale-form"]},
)
def update_jica_common_data(body: dict[str, Any]) -> dict[str, Any]:
    """Update the data all of JICA share.

    Every JICA account shows them from now on.
    """
    answer: dict[str, Any] = backend.call("identity", "update_jica_common_data", body)
    return answer
