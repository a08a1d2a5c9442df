"""One addressee's answer to one survey: an aggregate of its own, so that there is one at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.kernel.eventkit.domain import FieldProblem, InvalidInput, NotFound, Sealed
from services.reporting.domain.survey.contents import (
    LONGEST_TEXT,
    AnswerForm,
    Contents,
    Question,
)
from services.reporting.domain.survey.events import SurveyResponseSubmitted
from services.reporting.domain.survey.refusals import (
    SurveyAlreadyAnswered,
    SurveyNotOpen,
    SurveyOver,
)
from services.reporting.domain.survey.survey import Survey, SurveyState, existing


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question: ids of choices, or free text."""

    question_id: str
    choices: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class SurveyResponse:
    """Whether the addressee has answered."""

    submitted: bool = False


NO_RESPONSE = SurveyResponse()


def evolve_response(response: SurveyResponse, event: SurveyResponseSubmitted) -> SurveyResponse:
    """The response after the event."""
    return SurveyResponse(submitted=True)


def response_id(survey_id: str, addressee: str) -> str:
    """The id of the only response this addressee can give."""
    return f"{survey_id}.{addressee}"


def check_open(survey: Survey, addressee: str, *, now: datetime) -> Contents:
    """What the addressee may answer now.

    Raises `NotFound` for everybody who is not addressed, `SurveyNotOpen` before the opening and
    `SurveyOver` from the closing time on, whether or not the closing has been carried out yet.
    """
    contents = existing(survey)
    if survey.state in (SurveyState.DRAFT, SurveyState.SCHEDULED, SurveyState.CANCELLED):
        raise SurveyNotOpen
    if addressee not in survey.addressees:
        raise NotFound
    if survey.state is not SurveyState.OPEN:
        raise SurveyOver
    if survey.closes_at is not None and now >= survey.closes_at:
        raise SurveyOver
    return contents


def check_answers(contents: Contents, answers: Sequence[Answer]) -> None:
    """Raises `InvalidInput` naming each question whose answer breaks a rule."""
    problems: dict[str, list[FieldProblem]] = {}
    given: dict[str, Answer] = {}
    for answer in answers:
        question = contents.question(answer.question_id)
        path = f"answers.{answer.question_id}"
        if question is None:
            problems[path] = [FieldProblem("unknown-question")]
        elif answer.question_id in given:
            problems[path] = [FieldProblem("answered-twice")]
        else:
            given[answer.question_id] = answer
            if found := _problem(question, answer):
                problems[path] = [found]
    for question in contents.questions:
        path = f"answers.{question.id}"
        if question.required and path not in problems and not _has_content(given.get(question.id)):
            problems[path] = [FieldProblem("required")]
    if problems:
        raise InvalidInput(fields=problems)


def _has_content(answer: Answer | None) -> bool:
    return answer is not None and bool(answer.choices or answer.text)


def _problem(question: Question, answer: Answer) -> FieldProblem | None:
    if question.form is AnswerForm.TEXT:
        if answer.choices:
            return FieldProblem("not-a-choice")
        if len(answer.text) > LONGEST_TEXT:
            return FieldProblem("too-long", {"most": LONGEST_TEXT})
        return None
    if answer.text or len(set(answer.choices)) != len(answer.choices):
        return FieldProblem("not-a-choice")
    if any(choice not in question.choices for choice in answer.choices):
        return FieldProblem("not-a-choice")
    if question.form is not AnswerForm.MANY and len(answer.choices) > 1:
        return FieldProblem("one-only")
    return None


def submit(
    response: SurveyResponse,
    survey: Survey,
    addressee: str,
    answers: Sequence[Answer],
    texts: Sealed | None,
    *,
    now: datetime,
) -> list[SurveyResponseSubmitted]:
    """Takes the answers of an addressee; `texts` are their free texts, sealed.

    Raises what `check_open` and `check_answers` raise, and `SurveyAlreadyAnswered`.
    """
    contents = check_open(survey, addressee, now=now)
    if response.submitted:
        raise SurveyAlreadyAnswered
    check_answers(contents, answers)
    choices = {answer.question_id: answer.choices for answer in answers if answer.choices}
    with_text = tuple(answer.question_id for answer in answers if answer.text)
    return [SurveyResponseSubmitted(survey.survey_id, addressee, choices, with_text, texts)]
