"""Downloading a proof of a JPO application piece by piece."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.application.queries.shown import shown_documents
from services.applications.projections.jpo_candidates import JPO_CANDIDATES
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Unreadable
from services.kernel.eventkit.domain import NotFound, Role


@dataclass(frozen=True)
class GetJpoDocumentPiece:
    application_id: str
    document_id: str
    index: int = 0


def get_jpo_document_piece(
    query: GetJpoDocumentPiece, context: Context, *, desk: JpoDesk
) -> dict[str, Any]:
    """One piece, for the applicant, and once the application is sent for the centre.

    Raises `NotFound`.
    """
    document = desk.views.get(JPO_CANDIDATES, query.application_id)
    if document is None:
        raise NotFound
    own = document["person_id"] == context.actor.id
    sent = document["state"] != "none"
    if not own and not (context.actor.role is Role.MOFA and sent):
        raise NotFound
    stored = {one["document_id"]: one for one in document["documents"]}
    if query.document_id not in stored or query.index >= stored[query.document_id]["pieces"]:
        raise NotFound
    one = stored[query.document_id]
    try:
        piece = desk.files.get(one["file_id"], document["person_id"], query.index)
    except (KeyError, Unreadable):
        raise NotFound from None
    shown = {each["document_id"]: each for each in shown_documents(desk.personal_data, document)}
    return {
        **shown[query.document_id],
        "index": query.index,
        "last": query.index == one["pieces"] - 1,
        "data": base64.b64encode(piece).decode(),
    }
