"""One JPO campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain import NotFound
from services.listings.application.jpo_terms import runs_campaigns


@dataclass(frozen=True)
class GetJpoCampaign:
    """Which campaign."""

    campaign_id: str


def get_jpo_campaign(query: GetJpoCampaign, context: Context, *, views: Views) -> dict[str, Any]:
    """Its terms, rounds and figures; drafts for the MOFA centre only. Raises `NotFound`."""
    document = views.get("jpo_campaigns", query.campaign_id)
    if document is None or (document["state"] == "draft" and not runs_campaigns(context.actor)):
        raise NotFound
    return {name: value for name, value in document.items() if name != "_id"}
