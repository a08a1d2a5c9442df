"""How messages look in answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from services.kernel.eventkit.application.ports import Document
from services.messaging.application.ports import Office
from services.messaging.projections.surroundings import LISTINGS, ORGANISATIONS

_SCOUT_SUBJECTS = {
    "scout": {"ja": "求職者照会メール", "en": "Scout mail"},
    "scout-reply": {"ja": "求職者照会メールへの返信", "en": "Reply to a scout mail"},
}


def scout_subject(document: Document, language: str) -> str:
    """Scout mails and replies have no subject of their own (ME-09); the reader's language names them."""
    return _SCOUT_SUBJECTS[document["kind"]]["en" if language == "en" else "ja"]


def is_unread(document: Document) -> bool:
    """Whether this entry of a mailbox was received and never opened (ME-26)."""
    return document["box"] == "received" and document["read_at"] is None


def organisation_names(
    office: Office, documents: Sequence[Document], language: str
) -> dict[str, str]:
    """The names of the organisations of these documents, by id."""
    ids = list({one["organisation_id"] for one in documents})
    found = office.views.get_many(ORGANISATIONS, ids)
    key = "name_en" if language == "en" else "name"
    return {one: found[one][key] for one in found}


def listing_titles(office: Office, documents: Sequence[Document]) -> dict[str, dict[str, Any]]:
    """Title and data number of the listings of these documents, by id."""
    ids = list({one["listing_id"] for one in documents if one["listing_id"]})
    kept = ("listing_id", "data_number", "title")
    found = office.views.get_many(LISTINGS, ids)
    return {one: {key: document[key] for key in kept} for one, document in found.items()}
