"""The result of a check of identity, for the secretariat and for identity (ID-67, ID-68)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound
from services.messaging.application.ports import Office


@dataclass(frozen=True)
class GetIdentityCheck:
    check_id: str


def get_identity_check(
    query: GetIdentityCheck, context: Context, *, office: Office
) -> dict[str, Any]:
    """Reads the stream, because a reissue follows at once. Raises `NotFound`."""
    verified = office.identity_checks.load(query.check_id)[0].verified
    if verified is None:
        raise NotFound
    return {
        "check_id": verified.check_id,
        "account_id": verified.account_id,
        "organisation_id": verified.organisation_id,
        "inquiry_id": verified.inquiry_id,
        "results": verified.results,
        "identified": verified.identified,
        "verified_at": verified.verified_at.isoformat(),
    }
