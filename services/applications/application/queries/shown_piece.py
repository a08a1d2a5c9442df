"""A piece of a document as it is handed out."""

from __future__ import annotations

import base64
from typing import Any

from services.applications.application.jpo_desk import JpoDesk
from services.applications.application.ports import Desk
from services.applications.application.queries.shown import shown_documents
from services.kernel.eventkit.application.ports import Document, Unreadable
from services.kernel.eventkit.domain import NotFound


def shown_piece(
    desk: Desk | JpoDesk, document: Document, document_id: str, index: int
) -> dict[str, Any]:
    """One piece with what is known of its document; whoever asks may read it. Raises `NotFound`."""
    stored = {one["document_id"]: one for one in document["documents"]}
    if document_id not in stored or index >= stored[document_id]["pieces"]:
        raise NotFound
    one = stored[document_id]
    try:
        piece = desk.files.get(one["file_id"], document["person_id"], index)
    except (KeyError, Unreadable):
        raise NotFound from None
    shown = {each["document_id"]: each for each in shown_documents(desk.personal_data, document)}
    return {
        **shown[document_id],
        "index": index,
        "last": index == one["pieces"] - 1,
        "data": base64.b64encode(piece).decode(),
    }
