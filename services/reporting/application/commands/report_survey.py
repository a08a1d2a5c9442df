"""Write the analysis of a survey (RE-06)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.reporting.domain.survey.survey import Survey, report


@dataclass(frozen=True)
class ReportSurvey:
    survey_id: str
    analysis: str
    expected_version: int | None


def report_survey(
    command: ReportSurvey, context: Context, *, surveys: Repository[Survey]
) -> dict[str, Any]:
    """Stores the analyst's text with the figures. Raises `SurveyNotAggregated`, `StaleForm`."""
    done = surveys.change(
        command.survey_id,
        context,
        lambda survey: report(survey, command.analysis),
        expected_version=command.expected_version,
    )
    return receipt(done, survey_id=command.survey_id)
