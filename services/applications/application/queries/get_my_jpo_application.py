"""One JPO application as its applicant sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import person_of
from services.applications.application.jpo_desk import JpoDesk
from services.applications.application.queries.shown import shown_documents
from services.applications.application.queries.shown_jpo import (
    shown_candidate,
    shown_course,
    shown_declaration,
)
from services.applications.application.sealing import open_pairs
from services.applications.projections.jpo_candidates import JPO_CANDIDATES
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class GetMyJpoApplication:
    application_id: str


def get_my_jpo_application(
    query: GetMyJpoApplication, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """What was declared, the documents, and the course so far. Raises `NotFound`.

    The centre's remarks are not in it.
    """
    document = desk.views.get(JPO_CANDIDATES, query.application_id)
    if document is None or document["person_id"] != person_of(context):
        raise NotFound
    if document["state"] == "none":
        raise NotFound
    content, post = open_pairs(desk.personal_data, [document["content"], document["post"]])
    return {
        **shown_candidate(document),
        "declared": shown_declaration(content),
        "documents": shown_documents(desk.personal_data, document),
        "next_post": post or None,
        "course": shown_course(document),
    }
