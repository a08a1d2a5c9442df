"""What was written freely in the answers, without who wrote it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Views
from services.kernel.eventkit.domain import NotFound, Sealed
from services.reporting.domain.survey.refusals import SurveyNotClosed


@dataclass(frozen=True)
class FindSurveyTexts:
    survey_id: str
    question_id: str | None


def find_survey_texts(
    query: FindSurveyTexts, context: Context, *, views: Views, personal_data: PersonalData
) -> dict[str, Any]:
    """The free texts of a closed survey, in an order that tells nothing of their writers.

    Raises `NotFound`, `SurveyNotClosed`.
    """
    survey = views.get("surveys", query.survey_id)
    if survey is None:
        raise NotFound
    if survey["state"] not in ("closed", "aggregated", "reported"):
        raise SurveyNotClosed
    found = views.find("survey_responses", {"survey_id": query.survey_id})
    sealed = [Sealed(*response["texts"]) for response in found if response["texts"]]
    texts = [
        {"question_id": question_id, "text": text}
        for opened in personal_data.open_many(sealed)
        if opened is not None
        for question_id, text in opened.items()
        if query.question_id in (None, question_id)
    ]
    texts.sort(key=lambda one: (one["question_id"], _scattered(one["text"])))
    return {"items": texts, "total": len(texts)}


def _scattered(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
