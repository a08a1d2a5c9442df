"""An organisation as it is answered, with as much as the caller may see."""

from __future__ import annotations

from typing import Any

from services.identity.application.instants import text_of
from services.identity.projections.sealed_pairs import Pair, sealed
from services.kernel.eventkit.application.ports import Document, PersonalData, Unreadable

_PUBLIC = (
    "organisation_id",
    "institution_id",
    "kind",
    "category",
    "institution_type",
    "name",
    "name_en",
    "address",
    "activity",
    "listed",
    "has_mypage",
)


def public_part(document: Document) -> dict[str, Any]:
    """What everybody may see."""
    return {key: document[key] for key in _PUBLIC}


def whole(document: Document, personal_data: PersonalData) -> dict[str, Any]:
    """What the secretariat and the organisation itself may see."""
    contact = _opened(document["contact"], personal_data)
    return {
        **public_part(document),
        "account_id": document["account_id"],
        "status": document["status"],
        "review_path": document["review_path"],
        "version": document["version"],
        "person_in_charge": contact.get("person_in_charge", ""),
        "email": contact.get("email", ""),
        "telephone": contact.get("telephone", ""),
        "requested_at": text_of(document["requested_at"]),
        "decided_at": text_of(document["decided_at"]),
        "reason": _opened(document["reason"], personal_data).get("reason"),
    }


def _opened(pair: Pair | None, personal_data: PersonalData) -> dict[str, Any]:
    if pair is None:
        return {}
    try:
        return personal_data.open(sealed(pair))
    except Unreadable:
        return {}
