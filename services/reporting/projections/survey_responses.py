"""The answers, one document a response; free texts stay sealed. Key: the response's id."""

from __future__ import annotations

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.domain import Sealed
from services.reporting.domain.survey.events import SurveyResponseSubmitted
from services.reporting.domain.survey.response import response_id

survey_responses = Projection(
    "survey_responses", version=1, indexes=(Index((("survey_id", 1), ("_id", 1))),)
)


@survey_responses.on(
    SurveyResponseSubmitted,
    key=lambda recorded: response_id(recorded.event.survey_id, recorded.event.addressee),
)
def keep(document: Document | None, recorded: Recorded[SurveyResponseSubmitted]) -> Document:
    event = recorded.event
    return {
        "survey_id": event.survey_id,
        "choices": {question: list(chosen) for question, chosen in event.choices.items()},
        "with_text": list(event.text_questions),
        "texts": _pair(event.texts),
        "responded_at": recorded.at,
    }


def _pair(sealed: Sealed | None) -> list[str] | None:
    return [sealed.owner, sealed.token] if sealed else None
