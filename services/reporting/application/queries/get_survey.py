"""One survey with its figures, for the secretariat and the analyst."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Document, Views
from services.kernel.eventkit.domain import NotFound


@dataclass(frozen=True)
class GetSurvey:
    survey_id: str


def get_survey(query: GetSurvey, context: Context, *, views: Views) -> dict[str, Any]:
    """Everything but the single answers (RE-06). Raises `NotFound`."""
    document = views.get("surveys", query.survey_id)
    if document is None:
        raise NotFound
    return survey_answer(document)


def survey_answer(document: Document) -> dict[str, Any]:
    """The JSON values of a survey's document."""
    answer = {name: value for name, value in document.items() if name != "_id"}
    for name in ("created_at", "opens_at", "closes_at", "closed_at"):
        answer[name] = answer[name].isoformat() if answer[name] else None
    return {"survey_id": document["_id"], **answer}
