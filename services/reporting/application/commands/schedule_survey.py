"""Settle when a survey opens and closes (SM-14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.reporting.domain.survey.survey import Survey, schedule


@dataclass(frozen=True)
class ScheduleSurvey:
    survey_id: str
    opens_at: datetime
    closes_at: datetime
    expected_version: int | None


def schedule_survey(
    command: ScheduleSurvey, context: Context, *, surveys: Repository[Survey]
) -> dict[str, Any]:
    """Schedules a draft (RE-05). Raises `SurveyNotDraft` and the refusals of the period."""
    done = surveys.change(
        command.survey_id,
        context,
        lambda survey: schedule(survey, command.opens_at, command.closes_at, now=context.at),
        expected_version=command.expected_version,
    )
    return receipt(done, survey_id=command.survey_id)
