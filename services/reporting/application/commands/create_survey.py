"""Begin a survey (SM-14)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.reporting.application.survey_contents import contents_of
from services.reporting.domain.survey.survey import Survey, create


@dataclass(frozen=True)
class CreateSurvey:
    kind: str
    audience: str
    title: str
    title_en: str
    introduction: str
    introduction_en: str
    questions: Sequence[Mapping[str, Any]]


def create_survey(
    command: CreateSurvey, context: Context, *, surveys: Repository[Survey]
) -> dict[str, Any]:
    """Begins a draft (RE-05). Raises `InvalidInput` for options that do not fit the question."""
    survey_id = context.id_for("survey")
    done = surveys.change(
        survey_id, context, lambda survey: create(survey, survey_id, contents_of(command))
    )
    return receipt(done, survey_id=survey_id)
