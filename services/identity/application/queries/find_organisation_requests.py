"""The secretariat's work list of organisations' requests, oldest first (GW-49)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.organisation_answer import whole
from services.identity.domain.organisation.organisation import OrganisationStatus
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views


@dataclass(frozen=True)
class FindOrganisationRequests:
    status: str = OrganisationStatus.REQUESTED.value
    review_path: str | None = None
    limit: int = 20
    offset: int = 0


def find_organisation_requests(
    query: FindOrganisationRequests,
    context: Context,
    *,
    personal_data: PersonalData,
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Requests in a state, on one path of review or both (D-35)."""
    where: dict[str, Any] = {"status": query.status}
    if query.review_path:
        where["review_path"] = query.review_path
    found = views.find(
        "organisations",
        where,
        order=(("requested_at", 1), ("_id", 1)),
        limit=query.limit,
        offset=query.offset,
    )
    return {
        "items": [whole(document, personal_data, rules, context.at) for document in found],
        "total": views.count("organisations", where),
    }
