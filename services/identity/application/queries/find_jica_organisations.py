"""The organisations that departments of JICA can post for (section 1, D-52)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.domain.organisation.details import Category
from services.identity.domain.organisation.organisation import OrganisationStatus
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views

MOST = 200
JICA_ORGANISATIONS = {
    "status": OrganisationStatus.REGISTERED.value,
    "category": Category.JICA.value,
}


@dataclass(frozen=True)
class FindJicaOrganisations:
    pass


def find_jica_organisations(
    query: FindJicaOrganisations, context: Context, *, views: Views
) -> dict[str, Any]:
    """Those of the category JICA that are registered, listed or not, by name."""
    found = views.find(
        "organisations", JICA_ORGANISATIONS, order=(("name", 1), ("_id", 1)), limit=MOST
    )
    named = ("organisation_id", "institution_id", "name", "name_en")
    items = [{name: document[name] for name in named} for document in found]
    return {"items": items, "total": views.count("organisations", JICA_ORGANISATIONS)}
