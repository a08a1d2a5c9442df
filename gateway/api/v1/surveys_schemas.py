"""What the operations of surveys take and answer."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from gateway.api.paging import CursorQuery
from gateway.api.v1.figures import FigureColumnSchema
from services.kernel.contracts import reporting
from services.kernel.contracts.fields import (
    LASTING,
    Choice,
    Instant,
    Items,
    Part,
    Payload,
    Text,
    Whole,
)

STATES = ("draft", "scheduled", "open", "closed", "aggregated", "reported", "cancelled")
FORMS = ("one", "many", "scale", "text")


class SurveysQuery(CursorQuery):
    """All surveys, or those of one state."""

    state = Choice(STATES)


class SurveyBody(reporting.CreateSurvey):
    """What a survey asks. `options` are for the forms `one` and `many` only."""


class SurveyRevisionBody(SurveyBody):
    """Everything of the draft anew; with `expected_version` only if nobody changed it since."""

    expected_version = Whole(allow_none=True)


class SurveyScheduleBody(Payload):
    """When the survey opens and closes."""

    opens_at = Instant(years=LASTING, required=True)
    closes_at = Instant(years=LASTING, required=True)
    expected_version = Whole(allow_none=True)


class SurveyAnalysisBody(Payload):
    """The analyst's text."""

    analysis = Text(most=20_000, required=True)
    expected_version = Whole(allow_none=True)


class SurveyFormQuery(Payload):
    """`token` is the last part of a personal link."""

    token = Text(most=200)


class SurveyAnswersBody(Payload):
    """Ids of choices (grades 1 to 5 for a scale), or free text, by question."""

    answers = Items(Part(reporting.Answer), most=50, required=True)
    token = Text(most=200)


class SurveyTextsQuery(Payload):
    """Of one question, or of all."""

    question_id = Text(most=64)


def _moment(**options: Any) -> fields.String:
    return fields.String(required=True, metadata={"format": "date-time"}, **options)


class SurveyOptionSchema(Schema):
    """One possible answer."""

    id = fields.String(required=True)
    text = fields.String(required=True)
    text_en = fields.String(required=True)


class SurveyQuestionSchema(SurveyOptionSchema):
    """One question."""

    form = fields.String(required=True, validate=validate.OneOf(FORMS))
    required = fields.Boolean(required=True)
    options = fields.List(fields.Nested(SurveyOptionSchema), required=True)


class SurveyEntrySchema(Schema):
    """A survey in the list."""

    survey_id = fields.String(required=True)
    kind = fields.String(required=True)
    audience = fields.String(required=True)
    title = fields.String(required=True)
    title_en = fields.String(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    created_at = _moment()
    opens_at = _moment(allow_none=True)
    closes_at = _moment(allow_none=True)
    addressed = fields.Integer(required=True)
    responded = fields.Integer(required=True)
    version = fields.Integer(required=True)


class SurveyTallySchema(Schema):
    """The counts of a question: who answered it, and how often each choice was made."""

    question_id = fields.String(required=True)
    answered = fields.Integer(required=True)
    choices = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)


class SurveySchema(SurveyEntrySchema):
    """A survey; `tallies` are empty before it is counted."""

    introduction = fields.String(required=True)
    introduction_en = fields.String(required=True)
    questions = fields.List(fields.Nested(SurveyQuestionSchema), required=True)
    closed_at = _moment(allow_none=True)
    tallies = fields.List(fields.Nested(SurveyTallySchema), required=True)
    analysis = fields.String(required=True)


class SurveyResultsSchema(Schema):
    """The counts as a table."""

    columns = fields.List(fields.Nested(FigureColumnSchema), required=True)
    rows = fields.List(fields.Dict(), required=True)
    addressed = fields.Integer(required=True)
    responded = fields.Integer(required=True)


class SurveyTextSchema(Schema):
    """What somebody wrote."""

    question_id = fields.String(required=True)
    text = fields.String(required=True)


class SurveyTextsSchema(Schema):
    """Free texts, in an order that tells nothing of their writers."""

    items = fields.List(fields.Nested(SurveyTextSchema), required=True)
    total = fields.Integer(required=True)


class OpenSurveySchema(Schema):
    """A survey addressed to the caller's organisation."""

    survey_id = fields.String(required=True)
    title = fields.String(required=True)
    title_en = fields.String(required=True)
    closes_at = _moment()
    answered = fields.Boolean(required=True)


class OpenSurveysSchema(Schema):
    """All of them; the one that closes first comes first."""

    items = fields.List(fields.Nested(OpenSurveySchema), required=True)
    total = fields.Integer(required=True)


class SurveyFormSchema(Schema):
    """The questions for one addressee."""

    survey_id = fields.String(required=True)
    title = fields.String(required=True)
    title_en = fields.String(required=True)
    introduction = fields.String(required=True)
    introduction_en = fields.String(required=True)
    questions = fields.List(fields.Nested(SurveyQuestionSchema), required=True)
    closes_at = _moment()
    open = fields.Boolean(required=True)
    answered = fields.Boolean(required=True)


class SurveyReceiptSchema(Schema):
    """What a command did."""

    position = fields.Integer(required=True)
    version = fields.Integer(required=True)
    repeated = fields.Boolean(required=True)
    survey_id = fields.String(required=True)
