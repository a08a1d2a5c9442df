"""The caller's JPO applications."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import person_of
from services.applications.application.jpo_desk import JpoDesk
from services.applications.application.queries.shown_jpo import shown_candidate
from services.applications.projections.jpo_candidates import JPO_CANDIDATES
from services.kernel.eventkit.application.context import Context


@dataclass(frozen=True)
class FindMyJpoApplications:
    limit: int = 20
    offset: int = 0


def find_my_jpo_applications(
    query: FindMyJpoApplications, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """Sent and refused ones, newest first, each with its state."""
    where = {"person_id": person_of(context), "state": {"$ne": "none"}}
    found = desk.views.find(
        JPO_CANDIDATES,
        where,
        order=[("applied_at", -1)],
        limit=query.limit,
        offset=query.offset,
    )
    items = [shown_candidate(document) for document in found]
    return {"items": items, "total": desk.views.count(JPO_CANDIDATES, where)}
