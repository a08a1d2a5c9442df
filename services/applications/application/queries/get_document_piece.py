"""Downloading a document piece by piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import may_handle
from services.applications.application.ports import Desk
from services.applications.application.queries.shown_piece import shown_piece
from services.applications.projections.applications import APPLICATIONS
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class GetDocumentPiece:
    application_id: str
    document_id: str
    index: int = 0


def get_document_piece(query: GetDocumentPiece, context: Context, *, desk: Desk) -> dict[str, Any]:
    """One piece of a document, for its applicant and for whoever handles it (AP-38, AP-44).

    Documents of a cancelled application are for the applicant only. Raises NotFound.
    """
    document = desk.views.get(APPLICATIONS, query.application_id)
    if document is None or not _may_read(document, context):
        raise NotFound
    return shown_piece(desk, document, query.document_id, query.index)


def _may_read(document: Document, context: Context) -> bool:
    if document["person_id"] == context.actor.id:
        return True
    return may_handle(document, context) and document["status"] != "cancelled"
