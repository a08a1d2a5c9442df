"""End the answering of a survey, at the closing time or earlier by the secretariat (SM-14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.kernel.eventkit.domain import Role
from services.reporting.domain.survey.survey import AFTER_OPEN, Survey, close


@dataclass(frozen=True)
class CloseSurvey:
    survey_id: str


def close_survey(
    command: CloseSurvey, context: Context, *, surveys: Repository[Survey]
) -> dict[str, Any]:
    """Closes an open survey; for the scheduler there is nothing to do if somebody was faster.

    Raises `SurveyNotOpen`.
    """
    by_hand = context.actor.role is Role.SECRETARIAT
    done = surveys.change(
        command.survey_id,
        context,
        lambda survey: (
            []
            if survey.state in AFTER_OPEN and not by_hand
            else close(survey, now=context.at, early=by_hand)
        ),
    )
    return receipt(done, survey_id=command.survey_id)
