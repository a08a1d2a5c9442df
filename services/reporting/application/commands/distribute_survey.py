"""Open a survey to its addressees at the opening time (SM-14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.reporting.domain.survey.survey import AFTER_SCHEDULED, Survey, distribute


@dataclass(frozen=True)
class DistributeSurvey:
    survey_id: str


def distribute_survey(
    command: DistributeSurvey, context: Context, *, surveys: Repository[Survey], views: Views
) -> dict[str, Any]:
    """Addresses the organisations registered now (RE-08); nothing where it was cancelled meanwhile.

    Raises `SurveyNotScheduled`, `SurveyNotDue`.
    """
    registered = [found["_id"] for found in views.find("organisations", {"registered": True})]
    done = surveys.change(
        command.survey_id,
        context,
        lambda survey: (
            []
            if survey.state in AFTER_SCHEDULED
            else distribute(survey, registered, now=context.at)
        ),
    )
    return receipt(done, survey_id=command.survey_id)
