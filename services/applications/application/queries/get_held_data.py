"""What this service holds about the caller, for the download of everything held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import person_of
from services.applications.application.ports import Desk
from services.applications.application.queries.shown import iso, shown_core, shown_documents
from services.applications.application.queries.shown_jpo import (
    shown_candidate,
    shown_course,
    shown_declaration,
)
from services.applications.application.sealing import content_of, open_pairs
from services.applications.projections.applications import APPLICATIONS
from services.applications.projections.jpo_candidates import JPO_CANDIDATES
from services.kernel.eventkit.application.context import Context


@dataclass(frozen=True)
class GetHeldData:
    pass


def get_held_data(query: GetHeldData, context: Context, *, desk: Desk) -> dict[str, Any]:
    """Applications, JPO applications and drafts with all that was entered and their documents.

    The institution's own remarks are the institution's (AP-41); the files are downloaded from
    each application.
    """
    found = desk.views.find(
        APPLICATIONS, {"person_id": person_of(context)}, order=[("drafted_at", -1)]
    )
    items = [
        {
            **shown_core(document),
            "content": content_of(desk.personal_data, document),
            "confirmations": document["confirmations"],
            "documents": shown_documents(desk.personal_data, document),
            "history": [
                {"status": one["status"], "at": iso(one["at"])} for one in document["history"]
            ],
        }
        for document in found
    ]
    return {
        "parts": [
            {"name": "applications", "items": items},
            {"name": "jpo-applications", "items": _jpo(context, desk)},
        ]
    }


def _jpo(context: Context, desk: Desk) -> list[dict[str, Any]]:
    """Also what was refused, and documents of what was not sent."""
    found = desk.views.find(
        JPO_CANDIDATES, {"person_id": person_of(context)}, order=[("applied_at", -1)]
    )
    pairs = [pair for one in found for pair in (one["content"], one["post"])]
    opened = open_pairs(desk.personal_data, pairs)
    return [
        {
            **shown_candidate(document),
            "declared": shown_declaration(opened[2 * place]),
            "documents": shown_documents(desk.personal_data, document),
            "next_post": opened[2 * place + 1] or None,
            "course": shown_course(document),
        }
        for place, document in enumerate(found)
    ]
