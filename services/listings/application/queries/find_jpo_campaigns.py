"""JPO campaigns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.listings.application.jpo_terms import runs_campaigns


@dataclass(frozen=True)
class FindJpoCampaigns:
    """By destination organisation and by field, each by its code or Japanese name."""

    destination: str
    field: str


def find_jpo_campaigns(
    query: FindJpoCampaigns, context: Context, *, views: Views
) -> dict[str, Any]:
    """Newest year first (LI-80); drafts for the MOFA centre only."""
    where: dict[str, Any] = {}
    if query.destination:
        where["terms.destinations.code"] = query.destination
    if query.field:
        where["terms.specialities.ja"] = query.field
    if not runs_campaigns(context.actor):
        where["state"] = {"$ne": "draft"}
    found = views.find("jpo_campaigns", where, order=[("application_year", -1)])
    items = [{name: value for name, value in one.items() if name != "_id"} for one in found]
    return {"items": items, "total": len(items)}
