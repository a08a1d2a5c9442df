"""Downloading a document piece by piece."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from services.applications.application.callers import may_handle
from services.applications.application.ports import Desk
from services.applications.application.queries.shown import shown_documents
from services.applications.projections.applications import APPLICATIONS
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document, Unreadable
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


def _may_read(document: Document, context: Context) -> bool:
    if document["person_id"] == context.actor.id:
        return True
    return may_handle(document, context) and document["status"] != "cancelled"
