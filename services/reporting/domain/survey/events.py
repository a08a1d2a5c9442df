"""What happens to surveys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from services.kernel.eventkit.domain import Sealed
from services.reporting.domain.survey.contents import Contents


@dataclass(frozen=True, slots=True)
class SurveyCreated:
    """A draft was begun."""

    survey_id: str
    contents: Contents


@dataclass(frozen=True, slots=True)
class SurveyRevised:
    """The draft says something else from now on."""

    survey_id: str
    contents: Contents


@dataclass(frozen=True, slots=True)
class SurveyScheduled:
    """Questions, audience and period are settled."""

    survey_id: str
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class SurveyCancelled:
    """The survey will not be held."""

    survey_id: str


@dataclass(frozen=True, slots=True)
class SurveyDistributed:
    """The survey is open to these addressees."""

    survey_id: str
    addressees: tuple[str, ...]
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class SurveyClosed:
    """No answers any more."""

    survey_id: str
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class QuestionTally:
    """How often each choice of a question was made, and how many answered it at all."""

    question_id: str
    answered: int
    choices: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SurveyAggregated:
    """The answers are counted per question."""

    survey_id: str
    addressed: int
    responded: int
    tallies: tuple[QuestionTally, ...]


@dataclass(frozen=True, slots=True)
class SurveyReported:
    """The analyst's text is stored with the figures."""

    survey_id: str
    analysis: str


@dataclass(frozen=True, slots=True)
class SurveyResponseSubmitted:
    """One addressee answered: the choices by question, and the free texts sealed.

    `text_questions` are the questions answered with free text.
    """

    survey_id: str
    addressee: str
    choices: Mapping[str, tuple[str, ...]]
    text_questions: tuple[str, ...]
    texts: Sealed | None
