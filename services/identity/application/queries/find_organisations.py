"""The public list of organisations (登録団体一覧, ID-83)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.organisation_answer import common_data, public_part
from services.identity.domain.organisation.organisation import OrganisationStatus
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views


@dataclass(frozen=True)
class FindOrganisations:
    category: str | None = None
    institution_type: str | None = None
    limit: int = 20
    offset: int = 0


def find_organisations(
    query: FindOrganisations, context: Context, *, views: Views
) -> dict[str, Any]:
    """Registered organisations that asked to be listed, by name."""
    where: dict[str, Any] = {"status": OrganisationStatus.REGISTERED.value, "listed": True}
    if query.category:
        where["category"] = query.category
    if query.institution_type:
        where["institution_type"] = query.institution_type
    found = views.find(
        "organisations",
        where,
        order=(("name", 1), ("_id", 1)),
        limit=query.limit,
        offset=query.offset,
    )
    common = common_data(views)
    return {
        "items": [public_part(document, common) for document in found],
        "total": views.count("organisations", where),
    }
