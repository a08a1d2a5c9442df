"""Change the draft of a survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.reporting.application.survey_contents import contents_of
from services.reporting.domain.survey.survey import Survey, revise


@dataclass(frozen=True)
class ReviseSurvey:
    survey_id: str
    kind: str
    audience: str
    title: str
    title_en: str
    introduction: str
    introduction_en: str
    questions: Sequence[Mapping[str, Any]]
    expected_version: int | None


def revise_survey(
    command: ReviseSurvey, context: Context, *, surveys: Repository[Survey]
) -> dict[str, Any]:
    """Replaces what a draft says. Raises `SurveyNotDraft`, `StaleForm`, `InvalidInput`."""
    done = surveys.change(
        command.survey_id,
        context,
        lambda survey: revise(survey, contents_of(command)),
        expected_version=command.expected_version,
    )
    return receipt(done, survey_id=command.survey_id)
