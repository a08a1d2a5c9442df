"""The questions of a survey for one addressee."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.domain import NotFound
from services.reporting.application.addressee import addressee_of
from services.reporting.application.ports import Links
from services.reporting.domain.survey.response import response_id

_SHOWN = ("title", "title_en", "introduction", "introduction_en", "questions")


@dataclass(frozen=True)
class GetSurveyForm:
    survey_id: str
    token: str | None


def get_survey_form(
    query: GetSurveyForm, context: Context, *, views: Views, links: Links
) -> dict[str, Any]:
    """The form, also after the answer or the closing, which `answered` and `open` tell.

    Raises `NotFound` for everybody who is not addressed.
    """
    addressee = addressee_of(query.survey_id, query.token, context, links)
    addressed = views.get("survey_addressees", query.survey_id)
    survey = views.get("surveys", query.survey_id)
    if survey is None or addressed is None or addressee not in addressed["addressees"]:
        raise NotFound
    closes_at = survey["closes_at"]
    answered = views.get("survey_responses", response_id(query.survey_id, addressee))
    return {
        "survey_id": query.survey_id,
        **{name: survey[name] for name in _SHOWN},
        "closes_at": closes_at.isoformat(),
        "open": bool(addressed["open"]) and context.at < closes_at,
        "answered": answered is not None,
    }
