"""The stored names and versions of reporting's events."""

from __future__ import annotations

from services.kernel.eventkit.application.codec import EventCodec
from services.reporting.domain.survey import events

codec = EventCodec()
codec.register(events.SurveyCreated, "SurveyCreated", version=1)
codec.register(events.SurveyRevised, "SurveyRevised", version=1)
codec.register(events.SurveyScheduled, "SurveyScheduled", version=1)
codec.register(events.SurveyCancelled, "SurveyCancelled", version=1)
codec.register(events.SurveyDistributed, "SurveyDistributed", version=1)
codec.register(events.SurveyClosed, "SurveyClosed", version=1)
codec.register(events.SurveyAggregated, "SurveyAggregated", version=1)
codec.register(events.SurveyReported, "SurveyReported", version=1)
codec.register(events.SurveyResponseSubmitted, "SurveyResponseSubmitted", version=1)
