"""Public events of the reporting service (requirements.md 9.21)."""

from __future__ import annotations

from marshmallow import Schema

from services.kernel.contracts.fields import Choice, Instant, Text, Whole

_KINDS = ("organisation-satisfaction", "other")
_AUDIENCES = ("registered-organisations",)


class SurveyCreatedData(Schema):
    """A survey was begun as a draft (RE-05)."""

    survey_id = Text(most=64, required=True)
    kind = Choice(_KINDS, required=True)
    audience = Choice(_AUDIENCES, required=True)


class SurveyScheduledData(Schema):
    """A survey will open and close at these moments (RE-05)."""

    survey_id = Text(most=64, required=True)
    opens_at = Instant(required=True)
    closes_at = Instant(required=True)


class SurveyCancelledData(Schema):
    """A survey was given up before it opened."""

    survey_id = Text(most=64, required=True)


class SurveyDistributedData(Schema):
    """A survey is open; `addressed` organisations or persons can answer it until `closes_at`."""

    survey_id = Text(most=64, required=True)
    addressed = Whole(required=True)
    closes_at = Instant(required=True)


class SurveyResponseSubmittedData(Schema):
    """An addressee answered; who it was and what was answered stays with the service."""

    survey_id = Text(most=64, required=True)


class SurveyClosedData(Schema):
    """A survey takes no answers any more."""

    survey_id = Text(most=64, required=True)
    closed_at = Instant(required=True)


class SurveyAggregatedData(Schema):
    """The answers of a survey are counted (RE-06)."""

    survey_id = Text(most=64, required=True)
    addressed = Whole(required=True)
    responded = Whole(required=True)


class SurveyReportedData(Schema):
    """The analysis of a survey is stored with its figures (RE-06)."""

    survey_id = Text(most=64, required=True)


EVENTS: dict[str, tuple[int, type[Schema]]] = {
    "SurveyCreated": (1, SurveyCreatedData),
    "SurveyScheduled": (1, SurveyScheduledData),
    "SurveyCancelled": (1, SurveyCancelledData),
    "SurveyDistributed": (1, SurveyDistributedData),
    "SurveyResponseSubmitted": (1, SurveyResponseSubmittedData),
    "SurveyClosed": (1, SurveyClosedData),
    "SurveyAggregated": (1, SurveyAggregatedData),
    "SurveyReported": (1, SurveyReportedData),
}
