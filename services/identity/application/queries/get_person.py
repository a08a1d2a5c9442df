"""One individual as the secretariat and Hello Work staff see them (ID-11, ID-21, ID-30)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.identity.application.instants import text_of
from services.identity.application.registration_answer import opened, registration
from services.identity.domain.kinds import Standing
from services.identity.domain.rules import Rules
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import NotFound, Role


@dataclass(frozen=True)
class GetPerson:
    account_id: str


OF_EVERYBODY = ("basic", "contact")
"""What Hello Work staff see of the registered data: enough to know whom they restrict."""


def get_person(
    query: GetPerson,
    context: Context,
    *,
    personal_data: PersonalData,
    views: Views,
    rules: Rules,
) -> dict[str, Any]:
    """All registered data with restriction and death record.

    Raises `NotFound`, to Hello Work staff also for a deceased person (ID-21).
    """
    document = views.get("individuals", query.account_id)
    if document is None or document.get("person") is None:
        raise NotFound
    at_counter = context.actor.role is Role.HELLO_WORK
    if at_counter and document["standing"] == Standing.DECEASED.value:
        raise NotFound
    answer = registration(document, context.at, personal_data, rules)
    if at_counter:
        sections = answer["sections"]
        answer["sections"] = {name: sections[name] for name in OF_EVERYBODY if name in sections}
        answer["request"] = answer["last_decision"] = None
    restriction, death = document.get("restriction"), document.get("death")
    return {
        **answer,
        "restriction": restriction
        and {
            "at": text_of(restriction["at"]),
            "reason": opened(restriction["reason"], personal_data).get("reason"),
        },
        "death": death
        and {
            "at": text_of(death["at"]),
            "obituary": opened(death["note"], personal_data).get("obituary"),
        },
    }
