"""What a survey asks, and whom."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SurveyKind(StrEnum):
    """The kinds of section 6.2; `OTHER` is any survey defined freely (RE-15)."""

    ORGANISATION_SATISFACTION = "organisation-satisfaction"
    OTHER = "other"


class Audience(StrEnum):
    """Who is asked; the addressees are determined at the opening."""

    REGISTERED_ORGANISATIONS = "registered-organisations"


class AnswerForm(StrEnum):
    """How a question is answered: one option, several, a grade from 1 to 5, or free text."""

    ONE = "one"
    MANY = "many"
    SCALE = "scale"
    TEXT = "text"


SCALE = ("1", "2", "3", "4", "5")
LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer."""

    id: str
    text: str
    text_en: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `options` are for the forms `ONE` and `MANY` only."""

    id: str
    text: str
    form: AnswerForm
    text_en: str = ""
    required: bool = True
    options: tuple[Option, ...] = ()

    @property
    def choices(self) -> tuple[str, ...]:
        """The ids that can be chosen; none for free text."""
        if self.form is AnswerForm.SCALE:
            return SCALE
        return tuple(option.id for option in self.options)


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything of a survey that is written before it is scheduled (RE-05)."""

    kind: SurveyKind
    title: str
    audience: Audience
    title_en: str = ""
    introduction: str = ""
    introduction_en: str = ""
    questions: tuple[Question, ...] = ()

    def question(self, question_id: str) -> Question | None:
        """The question with this id."""
        return next((one for one in self.questions if one.id == question_id), None)
