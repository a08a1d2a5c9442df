"""Downloading a proof of a JPO application piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.application.queries.shown_piece import shown_piece
from services.applications.projections.jpo_candidates import JPO_CANDIDATES
from services.kernel.eventkit.application.context import Context
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
    return shown_piece(desk, document, query.document_id, query.index)
