"""Answer a survey, through MyPage or the personal link (RE-05)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import PersonalData, Unreadable
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import NotFound
from services.reporting.application.addressee import addressee_of
from services.reporting.application.ports import Links
from services.reporting.domain.survey.response import (
    Answer,
    SurveyResponse,
    response_id,
    submit,
)
from services.reporting.domain.survey.survey import Survey


@dataclass(frozen=True)
class SubmitSurveyResponse:
    survey_id: str
    answers: Sequence[Mapping[str, Any]]
    token: str | None


def submit_survey_response(
    command: SubmitSurveyResponse,
    context: Context,
    *,
    surveys: Repository[Survey],
    responses: Repository[SurveyResponse],
    personal_data: PersonalData,
    links: Links,
) -> dict[str, Any]:
    """Takes the one answer of an addressee.

    Raises `NotFound` for everybody else, `SurveyNotOpen`, `SurveyOver`, `SurveyAlreadyAnswered`,
    and `InvalidInput` with the path `answers.<question id>`.
    """
    addressee = addressee_of(command.survey_id, command.token, context, links)
    answers = [
        Answer(given["question_id"], tuple(given["choices"]), given["text"])
        for given in command.answers
    ]
    survey, _ = surveys.load(command.survey_id)
    texts = {answer.question_id: answer.text for answer in answers if answer.text}
    sealed = None
    if texts and addressee in survey.addressees:
        try:
            sealed = personal_data.seal(addressee, texts)
        except Unreadable:  # the organisation has left: its link is nobody's any more
            raise NotFound from None
    done = responses.change(
        response_id(command.survey_id, addressee),
        context,
        lambda response: submit(response, survey, addressee, answers, sealed, now=context.at),
    )
    return receipt(done, survey_id=command.survey_id)
