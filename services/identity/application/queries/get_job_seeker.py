"""The own job-seeker information and settings, or by staff those of an account (ID-37, ID-38)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.job_seeker_account import STAFF, concerned_account_id
from services.identity.application.job_seeker_answer import whole_answer
from services.identity.domain.job_seeker.offices import Offices
from services.identity.domain.job_seeker.state import information_revision
from services.identity.domain.kinds import Standing
from services.identity.domain.rules import Rules
from services.identity.projections.sealed_pairs import sealed
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Unreadable, Views
from services.kernel.eventkit.domain import NotFound
from services.kernel.eventkit.domain.tokyo import tokyo_date


@dataclass(frozen=True)
class GetJobSeeker:
    account_id: str | None = None


def get_job_seeker(
    query: GetJobSeeker,
    context: Context,
    *,
    personal_data: PersonalData,
    views: Views,
    offices: Offices,
    rules: Rules,
) -> dict[str, Any]:
    """Works while inactive, too (ID-37). Staff see living job seekers only, with their name.

    `registration` is None for a person without one. Raises `NotFound`, `NotPermitted`.
    """
    document = views.get("accounts", concerned_account_id(query.account_id, context))
    by_staff = context.actor.role in STAFF
    if document is None or document["person"] is None:
        raise NotFound
    deceased = document["standing"] == Standing.DECEASED.value
    if by_staff and (deceased or not document.get("job_seeker")):
        raise NotFound
    shown_to = (document.get("publication") or {}).get("shown_to") or []
    organisations = views.get_many("organisations", shown_to) if shown_to else {}
    try:
        person = personal_data.open(sealed(document["person"]))
    except Unreadable:
        raise NotFound from None
    today = tokyo_date(context.at)
    return {
        **whole_answer(document, organisations, personal_data, offices, rules, today),
        "information_revision": information_revision(document.get("information_at")),
        "name": person.get("name", ""),
        "name_kana": person.get("name_kana", ""),
        "birth_on": person.get("birth_on"),
    }
