"""From the payload of a survey to its contents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from services.reporting.domain.survey.contents import (
    AnswerForm,
    Audience,
    Contents,
    Option,
    Question,
    SurveyKind,
)


class SurveyText(Protocol):
    """The fields of a command that carries a survey's contents."""

    @property
    def kind(self) -> str: ...
    @property
    def audience(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def title_en(self) -> str: ...
    @property
    def introduction(self) -> str: ...
    @property
    def introduction_en(self) -> str: ...
    @property
    def questions(self) -> Sequence[Mapping[str, Any]]: ...


def contents_of(command: SurveyText) -> Contents:
    """The contents; questions are numbered q1, q2, ..., their options o1, o2, ..."""
    return Contents(
        kind=SurveyKind(command.kind),
        title=command.title,
        audience=Audience(command.audience),
        title_en=command.title_en,
        introduction=command.introduction,
        introduction_en=command.introduction_en,
        questions=tuple(
            Question(
                id=f"q{index}",
                text=question["text"],
                form=AnswerForm(question["form"]),
                text_en=question["text_en"],
                required=question["required"],
                options=tuple(
                    Option(f"o{number}", option["text"], option["text_en"])
                    for number, option in enumerate(question["options"], 1)
                ),
            )
            for index, question in enumerate(command.questions, 1)
        ),
    )
