"""Give a survey up before it opens (SM-14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.reporting.domain.survey.survey import Survey, cancel


@dataclass(frozen=True)
class CancelSurvey:
    survey_id: str


def cancel_survey(
    command: CancelSurvey, context: Context, *, surveys: Repository[Survey]
) -> dict[str, Any]:
    """Cancels a draft or scheduled survey. Raises `SurveyNotCancellable`."""
    done = surveys.change(command.survey_id, context, cancel)
    return receipt(done, survey_id=command.survey_id)
