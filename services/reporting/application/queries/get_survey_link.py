"""The personal link of one addressee, for the mail that carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain import NotFound
from services.reporting.application.ports import Links


@dataclass(frozen=True)
class GetSurveyLink:
    survey_id: str
    addressee: str


def get_survey_link(
    query: GetSurveyLink, context: Context, *, views: Views, links: Links
) -> dict[str, Any]:
    """Path of the link, title and closing time (RE-05). Raises `NotFound`."""
    addressed = views.get("survey_addressees", query.survey_id)
    survey = views.get("surveys", query.survey_id)
    if survey is None or addressed is None or query.addressee not in addressed["addressees"]:
        raise NotFound
    token = links.token(query.survey_id, query.addressee)
    return {
        "survey_id": query.survey_id,
        "token": token,
        "path": f"/surveys/{query.survey_id}/{token}",
        "title": survey["title"],
        "title_en": survey["title_en"],
        "closes_at": survey["closes_at"].isoformat(),
        "open": bool(addressed["open"]) and context.at < survey["closes_at"],
    }
