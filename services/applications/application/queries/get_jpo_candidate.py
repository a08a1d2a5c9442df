"""One JPO candidate as the MOFA centre sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.application.queries.shown import shown_documents
from services.applications.application.queries.shown_jpo import (
    shown_candidate,
    shown_course,
    shown_declaration,
)
from services.applications.application.sealing import open_pairs
from services.applications.projections.jpo_campaigns import JPO_CAMPAIGNS
from services.applications.projections.jpo_candidates import JPO_CANDIDATES
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class GetJpoCandidate:
    application_id: str


def get_jpo_candidate(query: GetJpoCandidate, context: Context, *, desk: JpoDesk) -> dict[str, Any]:
    """Declaration, documents, course, the centre's remarks, and where a dispatch may go.

    Nothing the person wrote is left once they have left the portal. Raises `NotFound`.
    """
    document = desk.views.get(JPO_CANDIDATES, query.application_id)
    if document is None or document["state"] == "none":
        raise NotFound
    campaign = desk.views.get(JPO_CAMPAIGNS, document["campaign_id"])
    pairs = [document["content"], document["remarks"], document["post"]]
    content, remarks, post = open_pairs(desk.personal_data, pairs)
    return {
        **shown_candidate(document),
        "person_id": document["person_id"],
        "declared": shown_declaration(content),
        "documents": shown_documents(desk.personal_data, document) if content else [],
        "remarks_of_centre": remarks.get("remarks", ""),
        "next_post": post or None,
        "arranged": list(campaign["destinations"]) if campaign else [],
        "course": shown_course(document),
    }
