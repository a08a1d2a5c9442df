"""What the other services and internal systems are told about surveys."""

from __future__ import annotations

from typing import Any

from services.kernel.contracts.public_event import PublicDraft
from services.kernel.eventkit.application.commit import Recorded
from services.reporting.domain.survey.events import (
    SurveyAggregated,
    SurveyCancelled,
    SurveyClosed,
    SurveyCreated,
    SurveyDistributed,
    SurveyReported,
    SurveyResponseSubmitted,
    SurveyScheduled,
)


def publish(recorded: Recorded[Any]) -> PublicDraft | None:
    """The public form of an own event; a revised draft stays private."""
    match recorded.event:
        case SurveyCreated(survey_id, contents):
            kind, audience = contents.kind.value, contents.audience.value
            return _draft("SurveyCreated", survey_id, kind=kind, audience=audience)
        case SurveyScheduled(survey_id, opens_at, closes_at):
            opens, closes = opens_at.isoformat(), closes_at.isoformat()
            return _draft("SurveyScheduled", survey_id, opens_at=opens, closes_at=closes)
        case SurveyCancelled(survey_id):
            return _draft("SurveyCancelled", survey_id)
        case SurveyDistributed(survey_id, addressees, closes_at):
            count, closes = len(addressees), closes_at.isoformat()
            return _draft("SurveyDistributed", survey_id, addressed=count, closes_at=closes)
        case SurveyResponseSubmitted(survey_id):
            return _draft("SurveyResponseSubmitted", survey_id)
        case SurveyClosed(survey_id, closed_at):
            return _draft("SurveyClosed", survey_id, closed_at=closed_at.isoformat())
        case SurveyAggregated(survey_id, addressed, responded, _):
            return _draft("SurveyAggregated", survey_id, addressed=addressed, responded=responded)
        case SurveyReported(survey_id):
            return _draft("SurveyReported", survey_id)
    return None


def _draft(type_: str, survey_id: str, **more: Any) -> PublicDraft:
    return PublicDraft(type_, survey_id, {"survey_id": survey_id, **more})
