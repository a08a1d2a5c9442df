"""Count the answers of a closed survey (RE-06)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from services.kernel.eventkit.application.commit import EVENTS_PER_COMMIT
from services.kernel.eventkit.application.context import Context
from services.kernel.eventkit.application.ports import EventStore, NeighbourAway, Views
from services.kernel.eventkit.application.receipt import receipt
from services.kernel.eventkit.application.repository import Repository
from services.reporting.domain.survey.survey import AFTER_CLOSED, Survey, aggregate, existing
from services.reporting.domain.survey.tally import tally

PATIENCE_SECONDS = 5.0


class AnswersNotYetProjected(NeighbourAway):
    """The projection of the answers is behind the log; whoever counts tries again later."""


@dataclass(frozen=True)
class AggregateSurvey:
    survey_id: str


def aggregate_survey(
    command: AggregateSurvey,
    context: Context,
    *,
    surveys: Repository[Survey],
    views: Views,
    store: EventStore,
) -> dict[str, Any]:
    """Counts every answer there is. Raises `SurveyNotClosed`, `SurveyNotDue`, `AnswersNotYetProjected`."""
    everything = store.last_position() * EVENTS_PER_COMMIT + EVENTS_PER_COMMIT - 1
    if not views.wait_for(everything, PATIENCE_SECONDS):
        raise AnswersNotYetProjected(command.survey_id)
    survey, _ = surveys.load(command.survey_id)
    contents = existing(survey)
    responses = views.find("survey_responses", {"survey_id": command.survey_id})
    tallies = tally(contents, [(found["choices"], found["with_text"]) for found in responses])
    done = surveys.change(
        command.survey_id,
        context,
        lambda current: (
            []
            if current.state in AFTER_CLOSED
            else aggregate(current, len(responses), tallies, now=context.at)
        ),
    )
    return receipt(done, survey_id=command.survey_id)
