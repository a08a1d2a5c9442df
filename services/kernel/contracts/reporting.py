"""Payloads of the reporting service's operations."""

from __future__ import annotations

from services.kernel.contracts.fields import (
    LASTING,
    Choice,
    Day,
    Instant,
    Items,
    Part,
    Payload,
    Text,
    Truth,
    Whole,
)

_ID = 64
_TITLE = 200
_PASSAGE = 4000


class Option(Payload):
    """One possible answer of a question."""

    text = Text(most=_TITLE, required=True, one_line=True)
    text_en = Text(most=_TITLE, load_default="", one_line=True)


class Question(Payload):
    """One question; `options` for the forms `one` and `many` only, at least two."""

    text = Text(most=1000, required=True)
    text_en = Text(most=1000, load_default="")
    form = Choice(("one", "many", "scale", "text"), required=True)
    required = Truth(load_default=True)
    options = Items(Part(Option), most=30, load_default=list)


class _Contents(Payload):
    kind = Choice(("organisation-satisfaction", "other"), required=True)
    audience = Choice(("registered-organisations",), load_default="registered-organisations")
    title = Text(most=_TITLE, required=True, one_line=True)
    title_en = Text(most=_TITLE, load_default="", one_line=True)
    introduction = Text(most=_PASSAGE, load_default="")
    introduction_en = Text(most=_PASSAGE, load_default="")
    questions = Items(Part(Question), most=50, load_default=list)


class CreateSurvey(_Contents):
    """`create_survey`."""


class ReviseSurvey(_Contents):
    """`revise_survey`; everything is given anew."""

    survey_id = Text(most=_ID, required=True)
    expected_version = Whole(load_default=None, allow_none=True)


class ScheduleSurvey(Payload):
    """`schedule_survey`."""

    survey_id = Text(most=_ID, required=True)
    opens_at = Instant(years=LASTING, required=True)
    closes_at = Instant(years=LASTING, required=True)
    expected_version = Whole(load_default=None, allow_none=True)


class CancelSurvey(Payload):
    """`cancel_survey`."""

    survey_id = Text(most=_ID, required=True)


class DistributeSurvey(Payload):
    """`distribute_survey`."""

    survey_id = Text(most=_ID, required=True)


class CloseSurvey(Payload):
    """`close_survey`."""

    survey_id = Text(most=_ID, required=True)


class AggregateSurvey(Payload):
    """`aggregate_survey`."""

    survey_id = Text(most=_ID, required=True)


class ReportSurvey(Payload):
    """`report_survey`."""

    survey_id = Text(most=_ID, required=True)
    analysis = Text(most=20_000, required=True)
    expected_version = Whole(load_default=None, allow_none=True)


class Answer(Payload):
    """The answer to one question: ids of options (grades 1 to 5 for a scale), or free text."""

    question_id = Text(most=_ID, required=True)
    choices = Items(Text(most=_ID), most=30, load_default=list)
    text = Text(most=2000, load_default="")


class SubmitSurveyResponse(Payload):
    """`submit_survey_response`; `token` is the last part of a personal link."""

    survey_id = Text(most=_ID, required=True)
    answers = Items(Part(Answer), most=50, required=True)
    token = Text(most=200, load_default=None, allow_none=True)


class GetSurvey(Payload):
    """`get_survey`."""

    survey_id = Text(most=_ID, required=True)


class GetSurveyForm(Payload):
    """`get_survey_form`; `token` is the last part of a personal link."""

    survey_id = Text(most=_ID, required=True)
    token = Text(most=200, load_default=None, allow_none=True)


class GetSurveyResults(Payload):
    """`get_survey_results`."""

    survey_id = Text(most=_ID, required=True)


class FindSurveys(Payload):
    """`find_surveys`."""

    states = Items(
        Choice(("draft", "scheduled", "open", "closed", "aggregated", "reported", "cancelled")),
        load_default=list,
    )
    limit = Whole(least=1, most=100, load_default=20)
    offset = Whole(most=1_000_000, load_default=0)


class FindOpenSurveys(Payload):
    """`find_open_surveys`."""


class FindSurveyTexts(Payload):
    """`find_survey_texts`."""

    survey_id = Text(most=_ID, required=True)
    question_id = Text(most=_ID, load_default=None, allow_none=True)


class FindSurveyAddressees(Payload):
    """`find_survey_addressees`; `after` is the last addressee of the page before."""

    survey_id = Text(most=_ID, required=True)
    after = Text(most=_ID, load_default="")
    limit = Whole(least=1, most=1000, load_default=500)


class GetSurveyLink(Payload):
    """`get_survey_link`."""

    survey_id = Text(most=_ID, required=True)
    addressee = Text(most=_ID, required=True)


class _InPeriod(Payload):
    """`from` and `to` are days in Tokyo, both included; left out, the thirty days up to today."""

    first = Day(data_key="from", load_default=None, allow_none=True)
    last = Day(data_key="to", load_default=None, allow_none=True)


class GetRegistrationFigures(_InPeriod):
    """`get_registration_figures`."""

    group_by = Choice(("day", "month"), load_default="day")


class _OfListings(_InPeriod):
    listing_id = Text(most=_ID, load_default=None, allow_none=True)
    group_by = Choice(("listing-and-day", "listing", "day"), load_default="listing-and-day")
    limit = Whole(least=1, most=100_000, load_default=1000)
    offset = Whole(load_default=0)


class GetAccessFigures(_OfListings):
    """`get_access_figures`."""


class GetApplicationFigures(_OfListings):
    """`get_application_figures`."""


class GetApplicantAttributes(_InPeriod):
    """`get_applicant_attributes`."""

    listing_id = Text(most=_ID, load_default=None, allow_none=True)
    attribute = Choice(("route", "status", "result", "listing-kind"), required=True)


class GetOverview(_InPeriod):
    """`get_overview`."""


class GetHeldData(Payload):
    """Everything this service holds about the caller."""
