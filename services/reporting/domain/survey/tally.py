"""Counting answers per question (RE-06)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from services.reporting.domain.survey.contents import AnswerForm, Contents
from services.reporting.domain.survey.events import QuestionTally


def tally(
    contents: Contents, responses: Iterable[tuple[Mapping[str, Iterable[str]], Iterable[str]]]
) -> tuple[QuestionTally, ...]:
    """The figures of every question.

    Each response is given as its choices by question and the ids of the questions it answered
    with free text.
    """
    answered = dict.fromkeys((question.id for question in contents.questions), 0)
    counts = {
        question.id: dict.fromkeys(question.choices, 0)
        for question in contents.questions
        if question.form is not AnswerForm.TEXT
    }
    for choices, with_text in responses:
        for question_id, chosen in choices.items():
            if question_id in counts and (known := [c for c in chosen if c in counts[question_id]]):
                answered[question_id] += 1
                for choice in known:
                    counts[question_id][choice] += 1
        for question_id in with_text:
            if question_id in answered:
                answered[question_id] += 1
    return tuple(
        QuestionTally(question.id, answered[question.id], counts.get(question.id, {}))
        for question in contents.questions
    )
