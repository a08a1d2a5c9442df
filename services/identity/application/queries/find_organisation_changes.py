"""The secretariat's work list of wished changes of organisations' data (GW-49, ID-81)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.instants import text_of
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import Role


@dataclass(frozen=True)
class FindOrganisationChanges:
    organisation_id: str | None = None
    open: bool = True
    limit: int = 20
    offset: int = 0


def find_organisation_changes(
    query: FindOrganisationChanges,
    context: Context,
    *,
    personal_data: PersonalData,
    views: Views,
) -> dict[str, Any]:
    """Open or settled requests, oldest first; an organisation sees its own."""
    where: dict[str, Any] = {"open": query.open}
    if context.actor.role is Role.ORGANISATION:
        where["organisation_id"] = context.actor.organisation_id
    elif query.organisation_id:
        where["organisation_id"] = query.organisation_id
    found = views.find(
        "organisation_changes",
        where,
        order=(("requested_at", 1), ("_id", 1)),
        limit=query.limit,
        offset=query.offset,
    )
    bodies = views.get_many("organisations", [each["organisation_id"] for each in found])
    contents = personal_data.open_many([sealed(each["content"]) for each in found])
    items = []
    for each, content in zip(found, contents, strict=True):
        body, told = bodies.get(each["organisation_id"], {}), content or {}
        items.append(
            {
                "request_id": each["request_id"],
                "organisation_id": each["organisation_id"],
                "institution_id": body.get("institution_id"),
                "name": body.get("name", ""),
                "name_en": body.get("name_en", ""),
                "person_in_charge": told.get("person_in_charge", ""),
                "items": told.get("items", ""),
                "by_mail": each["by_mail"],
                "requested_at": text_of(each["requested_at"]),
                "settled_at": text_of(each["settled_at"]),
            }
        )
    return {"items": items, "total": views.count("organisation_changes", where)}
