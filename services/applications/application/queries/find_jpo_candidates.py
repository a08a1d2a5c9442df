"""The candidates of a JPO campaign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.application.queries.shown_jpo import shown_candidate
from services.applications.application.sealing import open_pairs
from services.applications.projections.jpo_candidates import JPO_CANDIDATES
from services.kernel.eventkit.application.context import Context


@dataclass(frozen=True)
class FindJpoCandidates:
    campaign_id: str
    state: str | None = None
    limit: int = 20
    offset: int = 0


def find_jpo_candidates(
    query: FindJpoCandidates, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """Newest first, of one state or all, eligibility refusals among them (GW-54)."""
    state: Any = query.state or {"$ne": "none"}
    where = {"campaign_id": query.campaign_id, "state": state}
    found = desk.views.find(
        JPO_CANDIDATES,
        where,
        order=[("applied_at", -1)],
        limit=query.limit,
        offset=query.offset,
    )
    opened = open_pairs(desk.personal_data, [one["content"] for one in found])
    items = [
        {**shown_candidate(document), "applicant_name": content.get("applicant_name")}
        for document, content in zip(found, opened, strict=True)
    ]
    return {"items": items, "total": desk.views.count(JPO_CANDIDATES, where)}
