"""The registration of an individual as it is answered to the person and to staff."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from services.identity.application.instants import minute_of, text_of
from services.identity.domain.individual import data_keeping, validity
from services.identity.domain.kinds import REGISTERED
from services.identity.domain.rules import Rules
from services.identity.projections.sealed_pairs import Pair, sealed
from services.kernel.eventkit.application.ports import Document, PersonalData, Unreadable
from services.kernel.eventkit.domain.tokyo import tokyo_date


def opened(pair: Pair | None, personal_data: PersonalData) -> dict[str, Any]:
    """What is sealed, or nothing once the person has left."""
    if pair is None:
        return {}
    try:
        return personal_data.open(sealed(pair))
    except Unreadable:
        return {}


def summary(document: Document, person: dict[str, Any], email: dict[str, Any]) -> dict[str, Any]:
    """A line of a work list of the back office."""
    request = document.get("request") or {}
    return {
        "account_id": document["account_id"],
        "status": document["standing"],
        "name": person.get("name", ""),
        "name_kana": person.get("name_kana", ""),
        "birth_on": person.get("birth_on"),
        "email": email.get("email", ""),
        "jocv_returnee": document["jocv_returnee"],
        "registered_at": text_of(document.get("registered_at")),
        "confirmed_at": text_of(document.get("confirmed_at")),
        "asked_at": text_of(document.get("asked_at")),
        "valid_until": (document.get("validity") or {}).get("until"),
        "request_id": request.get("request_id"),
        "requested_at": text_of(request.get("requested_at")),
        "due_on": request.get("due_on"),
        "returned_at": text_of(request.get("returned_at")),
        "cleaning_from": text_of(request.get("cleaning_from")),
        "restricted_at": text_of((document.get("restriction") or {}).get("at")),
        "death_recorded_at": text_of((document.get("death") or {}).get("at")),
    }


def registration(
    document: Document, now: datetime, personal_data: PersonalData, rules: Rules
) -> dict[str, Any]:
    """Everything registered, section by section, and where the registration stands."""
    confirmed_at = document["confirmed_at"]
    usable = document["standing"] in REGISTERED
    return {
        "account_id": document["account_id"],
        "status": document["standing"],
        "email": opened(document["email"], personal_data).get("email", ""),
        "sections": {
            "basic": opened(document["person"], personal_data),
            **{name: opened(pair, personal_data) for name, pair in document["sections"].items()},
        },
        "missing": document["missing"],
        "revision": document["revision"],
        "registered_at": text_of(document["registered_at"]),
        "updated_at": minute_of(document["updated_at"]),
        "confirmed_at": text_of(confirmed_at),
        "confirmation_due": usable and now >= data_keeping.confirmation_due_at(confirmed_at, rules),
        "request": _request(document.get("request"), now, personal_data),
        "validity": _validity(document.get("validity"), now, rules),
        "jocv_returnee": document["jocv_returnee"],
        "jocv_view": document["jocv_view"],
        "last_decision": _decision(document.get("decision"), personal_data),
    }


def _request(
    request: dict[str, Any] | None, now: datetime, personal_data: PersonalData
) -> dict[str, Any] | None:
    if request is None:
        return None
    cleaning_from = request.get("cleaning_from")
    return {
        "request_id": request["request_id"],
        "state": request["state"],
        "requested_at": text_of(request["requested_at"]),
        "due_on": request["due_on"],
        "overdue": request["state"] == "open" and request["due_on"] < tokyo_date(now).isoformat(),
        "returned_at": text_of(request.get("returned_at")),
        "items": request.get("items", []),
        "message": opened(request.get("message"), personal_data).get("message"),
        "cleaning_from": text_of(cleaning_from),
        "for_cleaning": cleaning_from is not None and cleaning_from <= now,
    }


def _validity(term: dict[str, Any] | None, now: datetime, rules: Rules) -> dict[str, Any] | None:
    if term is None:
        return None
    until = date.fromisoformat(term["until"])
    return {
        "until": term["until"],
        "extension_opens_on": validity.extension_opens_on(until, rules).isoformat(),
        "extension_open": validity.extension_is_open(until, tokyo_date(now), rules),
    }


def _decision(
    decision: dict[str, Any] | None, personal_data: PersonalData
) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "kind": decision["kind"],
        "at": text_of(decision["at"]),
        "intention_confirmed": decision.get("intention_confirmed"),
        "expertise_confirmed": decision.get("expertise_confirmed"),
        "reason": opened(decision.get("reason"), personal_data).get("reason"),
    }
