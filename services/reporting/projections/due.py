"""What falls due: surveys open, close and are counted by themselves (SM-14). Key: the survey's id."""

from __future__ import annotations

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.kernel.eventkit.application.schedule import DUE, due_entry
from services.reporting.domain.survey.events import (
    SurveyAggregated,
    SurveyCancelled,
    SurveyClosed,
    SurveyDistributed,
    SurveyScheduled,
)
from services.reporting.domain.survey.survey import COUNTING_DELAY

due = Projection(DUE, version=1, indexes=(Index((("due_at", 1),)),))


@due.on(SurveyScheduled, key=lambda recorded: recorded.event.survey_id)
def opens(document: Document | None, recorded: Recorded[SurveyScheduled]) -> Document:
    event = recorded.event
    return due_entry(
        event.opens_at, "distribute_survey", {"survey_id": event.survey_id}, "survey opens"
    )


@due.on(SurveyDistributed, key=lambda recorded: recorded.event.survey_id)
def closes(document: Document | None, recorded: Recorded[SurveyDistributed]) -> Document:
    event = recorded.event
    return due_entry(
        event.closes_at, "close_survey", {"survey_id": event.survey_id}, "survey closes"
    )


@due.on(SurveyClosed, key=lambda recorded: recorded.event.survey_id)
def is_counted(document: Document | None, recorded: Recorded[SurveyClosed]) -> Document:
    event = recorded.event
    return due_entry(
        event.closed_at + COUNTING_DELAY,
        "aggregate_survey",
        {"survey_id": event.survey_id},
        "survey is counted",
    )


@due.on(SurveyCancelled, SurveyAggregated, key=lambda recorded: recorded.event.survey_id)
def settled(
    document: Document | None, recorded: Recorded[SurveyCancelled | SurveyAggregated]
) -> None:
    return None
