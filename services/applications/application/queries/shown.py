"""How applications look in answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from services.applications.application.sealing import open_pairs
from services.applications.domain.application.submitting import cancellable_until
from services.applications.domain.document import DocumentType, download_name
from services.kernel.eventkit.application.ports import Document, PersonalData


def iso(at: datetime | None) -> str | None:
    """A moment as ISO 8601 text."""
    return at.isoformat() if at else None


def shown_documents(personal_data: PersonalData, document: Document) -> list[dict[str, Any]]:
    """The documents of an application, their names opened."""
    documents = document["documents"]
    opened = open_pairs(personal_data, [one["details"] for one in documents])
    shown = []
    for one, details in zip(documents, opened, strict=True):
        kind = DocumentType(one["type"])
        shown.append(
            {
                "document_id": one["document_id"],
                "name": download_name(details.get("name", ""), kind),
                "media_type": kind.media_type,
                "size": one["size"],
                "pieces": one["pieces"],
                "fulfils": one["fulfils"],
            }
        )
    return shown


def shown_core(document: Document) -> dict[str, Any]:
    """What both sides see in lists."""
    return {
        "application_id": document["application_id"],
        "reception_id": document["reception_id"],
        "listing_id": document["listing_id"],
        "route": document["route"],
        "status": document["status"],
        "finished": document["finished"],
        "submitted_at": iso(document["submitted_at"]),
        "version": document["version"],
    }


def shown_deadline(document: Document, now: datetime) -> dict[str, Any]:
    """Whether and until when the applicant can still cancel (AP-33, AP-34)."""
    if document["submitted_at"] is None:
        return {"cancellable": False, "cancellable_until": None}
    until = cancellable_until(document["submitted_at"])
    undecided = document["status"] in ("received", "under-selection") and not document["finished"]
    in_time = now.replace(microsecond=0) <= until
    return {"cancellable": undecided and in_time, "cancellable_until": iso(until)}
