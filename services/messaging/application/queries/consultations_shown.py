"""How career consultations look in answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.domain.tokyo import tokyo_date
from services.messaging.application.ports import Office
from services.messaging.application.sealing import open_contents

TEXTS = ("content", "place", "note", "answer", "reason")


def line(document: Document, content: dict[str, Any]) -> dict[str, Any]:
    """What every list says; subject None once it was erased."""
    return {
        "consultation_id": document["consultation_id"],
        "kind": document["kind"],
        "status": document["status"],
        "subject": content.get("subject"),
        "requested_at": document["requested_at"].isoformat(),
        "meets_at": text_of(document["meets_at"]),
    }


def whole(document: Document, texts: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What the person sees of it: nothing of what was said internally (ME-45)."""
    content, place = texts["content"], texts["place"]
    return {
        **line(document, content),
        "text": content.get("text"),
        "wishes": content.get("wishes"),
        "place": place.get("place"),
        "place_note": place.get("note"),
        "held_at": text_of(document["held_at"]),
        "answer": texts["answer"].get("text"),
        "answered_at": text_of(document["answered_at"]),
        "cancelled_by": document["cancelled_by"],
        "cancelled_at": text_of(document["cancelled_at"]),
        "cancellation_reason": texts["reason"].get("text"),
        "closed_at": text_of(document["closed_at"]),
        "version": document["version"],
    }


def opened(document: Document, office: Office) -> dict[str, dict[str, Any]]:
    """All texts but the internal statements, with one look-up; empty where absent or erased."""
    found = open_contents(office.personal_data, [document[name] for name in TEXTS])
    return dict(zip(TEXTS, found, strict=True))


def statements(opinions: Sequence[Document], office: Office) -> list[dict[str, Any]]:
    """Internal statements with their texts."""
    texts = open_contents(office.personal_data, [one["content"] for one in opinions])
    return [
        {
            "opinion_id": one["opinion_id"],
            "author": one["author"],
            "author_id": one["author_id"],
            "text": text.get("text"),
            "at": one["at"].isoformat(),
        }
        for one, text in zip(opinions, texts, strict=True)
    ]


def days_since(moment: datetime, now: datetime) -> int:
    """The days in Tokyo from then to now: how long somebody has been waiting (D-95)."""
    return (tokyo_date(now) - tokyo_date(moment)).days


def text_of(moment: datetime | None) -> str | None:
    """ISO 8601, None where there is nothing yet."""
    return moment.isoformat() if moment is not None else None
