"""The secretariat's work lists of registered organisations (GW-49, ID-77, ID-78, ID-82)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from services.identity.application.organisation_answer import common_data, whole
from services.identity.domain.organisation.organisation import OrganisationStatus
from services.identity.domain.organisation.validity import confirmation_on
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain.tokyo import tokyo_date

REGISTERED = OrganisationStatus.REGISTERED.value
EXPIRED = OrganisationStatus.EXPIRED.value


@dataclass(frozen=True)
class FindOrganisationsInCare:
    work: str = "all"
    category: str | None = None
    limit: int = 20
    offset: int = 0


def find_organisations_in_care(
    query: FindOrganisationsInCare,
    context: Context,
    *,
    personal_data: PersonalData,
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """Organisations that one kind of work is about, most urgent first, and how many of each.

    `confirmed`, `changed`, `unanswered` and `not-asked` are the answers to the yearly question
    (ID-78), `extension` and `expired` the validity (ID-82), `deletion` the open requests (ID-77),
    `listed` the wish to be in the public list (ID-83), `without-mypage` those of ID-86.
    """
    kinds = conditions(tokyo_date(context.at), rules)
    more = {"category": query.category} if query.category else {}
    where, order = kinds[query.work]
    found = views.find(
        "organisations",
        {**where, **more},
        order=(order, ("_id", 1)),
        limit=query.limit,
        offset=query.offset,
    )
    common = common_data(views)
    return {
        "items": [whole(each, personal_data, rules, context.at, common) for each in found],
        "total": views.count("organisations", {**where, **more}),
        "counts": {
            name: views.count("organisations", {**condition, **more})
            for name, (condition, _) in kinds.items()
        },
    }


def conditions(today: date, rules: Rules) -> dict[str, tuple[dict[str, Any], tuple[str, int]]]:
    """What each work list holds and by what it is ordered."""
    latest = _last_answer_too_old(today, rules).isoformat()
    soon = (today + timedelta(days=max(rules.organisation_notice_days))).isoformat()
    registered = {"status": REGISTERED}
    answered = {**registered, "answered_on": {"$gt": latest}}
    by_answer, by_name, by_end = ("answered_on", 1), ("name", 1), ("valid_until", 1)
    return {
        "all": ({"status": {"$in": [REGISTERED, EXPIRED]}}, by_name),
        "confirmed": ({**answered, "answer": "confirmed"}, by_answer),
        "changed": ({**answered, "answer": "changed"}, by_answer),
        "unanswered": ({**registered, "answered_on": {"$lte": latest}}, by_answer),
        "not-asked": ({**answered, "answer": None}, by_answer),
        "extension": ({**registered, "valid_until": {"$lte": soon}}, by_end),
        "expired": ({"status": EXPIRED}, by_end),
        "deletion": (
            {"status": {"$in": [REGISTERED, EXPIRED]}, "deletion_requested_at": {"$ne": None}},
            ("deletion_requested_at", 1),
        ),
        "listed": ({**registered, "listed": True}, by_name),
        "without-mypage": ({**registered, "has_mypage": False}, by_name),
    }


def _last_answer_too_old(today: date, rules: Rules) -> date:
    """The newest day of an answer that has to be given again by today."""
    day = today - timedelta(days=27 * rules.confirmation_months)
    while confirmation_on(day, rules) > today:
        day -= timedelta(days=1)
    return day
