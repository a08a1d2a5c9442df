"""A job-seeker registration as it is answered (GW-22 to GW-26, GW-33)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from services.identity.application.instants import minute_of, text_of
from services.identity.application.job_seeker_information import opened_information
from services.identity.domain.job_seeker.kinds import JobSeekerStatus, ServiceKind
from services.identity.domain.job_seeker.offices import Office, Offices
from services.identity.domain.job_seeker.validity import last_day_to_switch_back
from services.identity.domain.kinds import Standing
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.ports import Document, PersonalData
from services.kernel.eventkit.domain import Facet
from services.kernel.eventkit.domain.tokyo import tokyo_date

PRIVATE: Document = {"user_id": "", "public": False, "shown_to": [], "blocked": []}


def is_active(document: Document, today: date) -> bool:
    """Whether the document is of an active job seeker, also just before the expiry is recorded."""
    seeker = document.get("job_seeker") or {}
    active = seeker.get("status") == JobSeekerStatus.ACTIVE.value
    return active and today.isoformat() <= str(seeker["valid_until"])


def seeker_facets(document: Document, now: datetime) -> list[str]:
    """What the job-seeker registration adds to the account's rights (D-22, D-31).

    An inactive one takes functions away, except from a full registrant, who has them anyway.
    """
    seeker = document.get("job_seeker")
    if not seeker:
        return []
    if not is_active(document, tokyo_date(now)):
        full = document.get("standing") == Standing.FULL.value
        return [] if full else [Facet.INACTIVE_JOB_SEEKER.value]
    facets = [Facet.JOB_SEEKER.value]
    if seeker["kind"] == ServiceKind.HELLO_WORK_USER.value:
        facets.append(Facet.HELLO_WORK_USER.value)
    return facets


def office_answer(office: Office | None, code: str) -> dict[str, str]:
    """An office in both languages; one that is not in the table any more by its code."""
    if office is None:
        return {"code": code, "name": code, "name_en": code, "prefecture": ""}
    return {
        "code": office.code,
        "name": office.name,
        "name_en": office.name_en,
        "prefecture": office.prefecture,
    }


def registration_answer(
    document: Document, offices: Offices, rules: Rules, today: date
) -> dict[str, Any] | None:
    """The registration itself, None for who is no job seeker."""
    seeker = document.get("job_seeker")
    if not seeker:
        return None
    active = is_active(document, today)
    expired_on = None if active else seeker["inactive_on"]
    until = (
        last_day_to_switch_back(date.fromisoformat(expired_on), rules.switching_back_months)
        if expired_on
        else None
    )
    return {
        "number": seeker["number"],
        "service_kind": seeker["kind"],
        "active": active,
        "inactive_on": expired_on,
        "inactive_reason": seeker["inactive_reason"],
        "office": office_answer(offices.get(seeker["office"]), seeker["office"]),
        "application_on": seeker["application_on"],
        "valid_until": seeker["valid_until"],
        "switching_back_until": until.isoformat() if until else None,
        "may_switch_back": not active and (until is None or today <= until),
        "terms_version": seeker["terms_version"],
        "privacy_version": seeker["privacy_version"],
        "agreed_at": text_of(seeker["agreed_at"]),
        "consultations": [
            {**each, "office": office_answer(offices.get(each["office"]), each["office"])}
            for each in seeker["consultations"]
        ],
    }


def whole_answer(
    document: Document,
    organisations: dict[str, Document],
    personal_data: PersonalData,
    offices: Offices,
    rules: Rules,
    today: date,
) -> dict[str, Any]:
    """Everything the person sees under 「求職者情報・設定」."""
    publication = document.get("publication") or PRIVATE
    full = document.get("standing") == Standing.FULL.value
    counter = document.get("counter_office")
    return {
        "account_id": document["account_id"],
        "registration": registration_answer(document, offices, rules, today),
        "counter_office": office_answer(offices.get(counter), counter) if counter else None,
        "may_publish": full or is_active(document, today),
        "information": opened_information(document, personal_data),
        "information_at": minute_of(document.get("information_at")),
        "publication": {
            "user_id": publication["user_id"],
            "public": publication["public"],
            "shown_to": [
                {
                    "organisation_id": one,
                    "name": organisations.get(one, {}).get("name", ""),
                    "name_en": organisations.get(one, {}).get("name_en", ""),
                }
                for one in publication["shown_to"]
            ],
        },
    }
