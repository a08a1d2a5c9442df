"""Who is addressed by a survey, and whether it can be answered now. Key: the survey's id."""

from __future__ import annotations

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.reporting.domain.survey.events import SurveyClosed, SurveyDistributed

survey_addressees = Projection(
    "survey_addressees", version=1, indexes=(Index((("addressees", 1), ("open", 1))),)
)


@survey_addressees.on(SurveyDistributed, key=lambda recorded: recorded.event.survey_id)
def address(document: Document | None, recorded: Recorded[SurveyDistributed]) -> Document:
    event = recorded.event
    return {"addressees": list(event.addressees), "open": True, "closes_at": event.closes_at}


@survey_addressees.on(SurveyClosed, key=lambda recorded: recorded.event.survey_id)
def close(document: Document | None, recorded: Recorded[SurveyClosed]) -> Document:
    return {**(document or {"addressees": []}), "open": False}
