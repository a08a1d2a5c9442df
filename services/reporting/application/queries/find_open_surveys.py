"""The surveys that wait for the answer of the organisation that asks (MyPage)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.reporting.domain.survey.response import response_id


@dataclass(frozen=True)
class FindOpenSurveys:
    """No conditions: the caller's own."""


def find_open_surveys(query: FindOpenSurveys, context: Context, *, views: Views) -> dict[str, Any]:
    """Open surveys addressed to the caller's organisation, the one that closes first at the top."""
    addressee = context.actor.organisation_id
    if addressee is None:
        return {"items": [], "total": 0}
    mine = views.find(
        "survey_addressees",
        {"addressees": addressee, "open": True, "closes_at": {"$gt": context.at}},
        order=[("closes_at", 1)],
    )
    surveys = views.get_many("surveys", [one["_id"] for one in mine])
    answered = views.get_many(
        "survey_responses", [response_id(one["_id"], addressee) for one in mine]
    )
    items = [
        {
            "survey_id": one["_id"],
            "title": surveys[one["_id"]]["title"],
            "title_en": surveys[one["_id"]]["title_en"],
            "closes_at": one["closes_at"].isoformat(),
            "answered": response_id(one["_id"], addressee) in answered,
        }
        for one in mine
        if one["_id"] in surveys
    ]
    return {"items": items, "total": len(items)}
