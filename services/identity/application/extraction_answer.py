"""An extraction as it is answered: who, what for, which conditions, how many, when (ID-90)."""

from __future__ import annotations

from typing import Any

from services.identity.application.instants import text_of
from services.identity.projections.sealed_pairs import Pair, sealed
from services.kernel.eventkit.application.ports import Document, PersonalData, Unreadable, Views


def answer_of(document: Document, personal_data: PersonalData, views: Views) -> dict[str, Any]:
    """With the names of requester and approver as they are now."""
    people = views.get_many(
        "accounts", [each for each in (document["requester_id"], document["approver_id"]) if each]
    )
    return {
        "extraction_id": document["extraction_id"],
        "state": document["state"],
        "requester_id": document["requester_id"],
        "requester": _name(people.get(document["requester_id"]), personal_data),
        "approver": _name(people.get(document["approver_id"] or ""), personal_data),
        "purpose": _opened(document["purpose"], personal_data).get("purpose", ""),
        "reason": _opened(document["reason"], personal_data).get("reason"),
        "conditions": document["conditions"],
        "items": document["items"],
        "records": document["records"],
        "requested_at": text_of(document["requested_at"]),
        "decided_at": text_of(document["decided_at"]),
        "provided_at": text_of(document["provided_at"]),
        "until": text_of(document["until"]),
        "discarded_at": text_of(document["discarded_at"]),
        "downloads": [text_of(each["at"]) for each in document["downloads"]],
        "version": document["version"],
    }


def _name(account: Document | None, personal_data: PersonalData) -> str:
    person = account.get("person") if account else None
    return str(_opened(person, personal_data).get("name", ""))


def _opened(pair: Pair | None, personal_data: PersonalData) -> dict[str, Any]:
    if pair is None:
        return {}
    try:
        return personal_data.open(sealed(pair))
    except Unreadable:
        return {}
