"""An organisation as it is answered, with as much as the caller may see."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from services.identity.application.instants import text_of
from services.identity.domain.organisation.details import Category
from services.identity.domain.organisation.organisation import OrganisationStatus
from services.identity.domain.organisation.validity import confirmation_on, extension_opens_on
from services.identity.domain.rules import Rules
from services.identity.projections.organisation_changes import JICA
from services.identity.projections.sealed_pairs import Pair, sealed
from services.kernel.eventkit.application.ports import Document, PersonalData, Unreadable, Views
from services.kernel.eventkit.domain.tokyo import tokyo_date

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
COMMON = ("name", "name_en", "address", "telephone", "website", "activity")


def public_part(document: Document, common: dict[str, Any] | None = None) -> dict[str, Any]:
    """What everybody may see; `common` is what all of JICA shares (ID-79)."""
    shared = common if document["category"] == Category.JICA.value else None
    return {**{key: document[key] for key in _PUBLIC}, "common": shared}


def common_data(views: Views) -> dict[str, Any] | None:
    """The data of JICA as they are now, None before the first update."""
    document = views.get("jica_common", JICA)
    return None if document is None else {key: document[key] for key in COMMON}


def whole(
    document: Document,
    personal_data: PersonalData,
    rules: Rules,
    now: datetime,
    common: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """What the secretariat and the organisation itself may see."""
    contact = _opened(document["contact"], personal_data)
    return {
        **public_part(document, common),
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
        **_times(document, rules, tokyo_date(now)),
        "deletion_requested_at": text_of(document["deletion_requested_at"]),
        "deletion_reason": _opened(document["deletion_reason"], personal_data).get("reason"),
        "deletion_by_mail": document["deletion_by_mail"],
        "ended_at": text_of(document["ended_at"]),
        "leaving": _leaving(document.get("leaving"), personal_data),
    }


def _leaving(answer: Document | None, personal_data: PersonalData) -> dict[str, Any] | None:
    """The answer to the leaving survey (ID-84)."""
    if answer is None:
        return None
    comment = _opened(answer["comment"], personal_data).get("comment", "")
    return {**answer, "comment": comment}


def _times(document: Document, rules: Rules, today: date) -> dict[str, Any]:
    """Validity (ID-82) and yearly confirmation (ID-78) as they stand today."""
    if document["valid_until"] is None or document["answered_on"] is None:
        return {
            "valid_until": None,
            "extension_opens_on": None,
            "extension_open": False,
            "confirmation": None,
            "confirmation_on": None,
            "answered_on": None,
        }
    valid_until = date.fromisoformat(document["valid_until"])
    opens_on = extension_opens_on(valid_until, rules)
    due_on = confirmation_on(date.fromisoformat(document["answered_on"]), rules)
    registered = document["status"] == OrganisationStatus.REGISTERED.value
    answer = "unanswered" if today >= due_on else document["answer"] or "not-asked"
    return {
        "valid_until": document["valid_until"],
        "extension_opens_on": opens_on.isoformat(),
        "extension_open": registered and opens_on <= today <= valid_until,
        "confirmation": answer,
        "confirmation_on": due_on.isoformat(),
        "answered_on": document["answered_on"] if document["answer"] else None,
    }


def _opened(pair: Pair | None, personal_data: PersonalData) -> dict[str, Any]:
    if pair is None:
        return {}
    try:
        return personal_data.open(sealed(pair))
    except Unreadable:
        return {}
