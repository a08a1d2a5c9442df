"""Surveys over the API: the secretariat's, the analyst's and the addressees' side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema

from gateway.api.blueprint import Operations
from gateway.api.paging import cursor_part, cursor_schema, offset_of
from gateway.api.v1 import surveys_schemas as schemas
from gateway.api.v1.figures import table_answer
from gateway.auth.allow import ANYONE
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.web.limits import guarded

operations = Operations("surveys", "/surveys", "Surveys and their answers.")

READERS = frozenset({Role.SECRETARIAT, Role.ANALYST})
ADDRESSEES = frozenset({Role.ORGANISATION, Role.JICA_DEPARTMENT})
RECEIPT = schemas.SurveyReceiptSchema


def _command(operation: str, schema: type[Schema], given: Mapping[str, Any], **more: Any) -> Any:
    """Sends a loaded body on, with its moments as texts again."""
    return backend.call("reporting", operation, {**schema().dump(given), **more})


@operations.operation(
    "GET",
    "",
    who=[READERS],
    query=schemas.SurveysQuery,
    answer=cursor_schema(schemas.SurveyEntrySchema),
)
def find_surveys(query: dict[str, Any]) -> dict[str, Any]:
    """The surveys, newest first."""
    states = {"states": [query["state"]]} if query.get("state") else {}
    place = {"limit": query["limit"], "offset": offset_of(query)}
    return cursor_part(backend.call("reporting", "find_surveys", {**place, **states}), query)


@operations.operation(
    "POST",
    "",
    who=[Role.SECRETARIAT],
    body=schemas.SurveyBody,
    answer=RECEIPT,
    status=201,
)
def create_survey(body: dict[str, Any]) -> Any:
    """Begin a survey as a draft."""
    return _command("create_survey", schemas.SurveyBody, body)


@operations.operation("GET", "/open", who=[ADDRESSEES], answer=schemas.OpenSurveysSchema)
def find_open_surveys() -> Any:
    """The open surveys addressed to the caller's organisation."""
    return backend.call("reporting", "find_open_surveys")


@operations.operation("GET", "/<survey_id>", who=[READERS], answer=schemas.SurveySchema)
def get_survey(survey_id: str) -> Any:
    """A survey with its questions and, once counted, its figures."""
    return backend.call("reporting", "get_survey", {"survey_id": survey_id})


@operations.operation(
    "PUT",
    "/<survey_id>",
    who=[Role.SECRETARIAT],
    body=schemas.SurveyRevisionBody,
    answer=RECEIPT,
    refuses={409: ["survey-not-draft", "stale-form"]},
)
def revise_survey(body: dict[str, Any], survey_id: str) -> Any:
    """Write a draft anew."""
    return _command("revise_survey", schemas.SurveyRevisionBody, body, survey_id=survey_id)


@operations.operation(
    "POST",
    "/<survey_id>/schedule",
    who=[Role.SECRETARIAT],
    body=schemas.SurveyScheduleBody,
    answer=RECEIPT,
    refuses={
        409: ["survey-not-draft", "stale-form"],
        422: ["survey-incomplete", "survey-closes-before-it-opens", "survey-opening-past"],
    },
)
def schedule_survey(body: dict[str, Any], survey_id: str) -> Any:
    """Settle when a draft opens and closes.

    At the opening every organisation registered then gets its link by mail.
    """
    return _command("schedule_survey", schemas.SurveyScheduleBody, body, survey_id=survey_id)


@operations.operation(
    "POST",
    "/<survey_id>/cancellation",
    who=[Role.SECRETARIAT],
    answer=RECEIPT,
    refuses={409: ["survey-not-cancellable"]},
)
def cancel_survey(survey_id: str) -> Any:
    """Give a survey up before it opens."""
    return backend.call("reporting", "cancel_survey", {"survey_id": survey_id})


@operations.operation(
    "POST",
    "/<survey_id>/closing",
    who=[Role.SECRETARIAT],
    answer=RECEIPT,
    refuses={409: ["survey-not-open"]},
)
def close_survey(survey_id: str) -> Any:
    """Close an open survey before its time; it is counted a minute later."""
    return backend.call("reporting", "close_survey", {"survey_id": survey_id})


@operations.operation(
    "POST",
    "/<survey_id>/analysis",
    who=[Role.ANALYST],
    body=schemas.SurveyAnalysisBody,
    answer=RECEIPT,
    status=201,
    refuses={409: ["survey-not-aggregated", "stale-form"]},
)
def report_survey(body: dict[str, Any], survey_id: str) -> Any:
    """Store the analysis of a counted survey, once."""
    return _command("report_survey", schemas.SurveyAnalysisBody, body, survey_id=survey_id)


@operations.operation(
    "GET",
    "/<survey_id>/results",
    who=[READERS],
    answer=schemas.SurveyResultsSchema,
    refuses={409: ["survey-not-aggregated"]},
)
def get_survey_results(survey_id: str) -> dict[str, Any]:
    """The counts as a table, one row a choice; `share` is of those who answered the question."""
    found = backend.call("reporting", "get_survey_results", {"survey_id": survey_id})
    return table_answer(found, "addressed", "responded")


@operations.operation(
    "GET",
    "/<survey_id>/texts",
    who=[READERS],
    query=schemas.SurveyTextsQuery,
    answer=schemas.SurveyTextsSchema,
    refuses={409: ["survey-not-closed"]},
)
def find_survey_texts(query: dict[str, Any], survey_id: str) -> Any:
    """What was written freely, without who wrote it."""
    return backend.call("reporting", "find_survey_texts", {**query, "survey_id": survey_id})


@operations.operation(
    "GET",
    "/<survey_id>/form",
    who=[ANYONE],
    query=schemas.SurveyFormQuery,
    answer=schemas.SurveyFormSchema,
)
def get_survey_form(query: dict[str, Any], survey_id: str) -> Any:
    """The questions for an addressee: whoever has a personal link, or the caller's organisation."""
    return backend.call("reporting", "get_survey_form", {**query, "survey_id": survey_id})


@operations.operation(
    "POST",
    "/<survey_id>/responses",
    who=[ANYONE],
    body=schemas.SurveyAnswersBody,
    answer=RECEIPT,
    status=201,
    refuses={409: ["survey-already-answered", "survey-not-open", "survey-over"]},
)
@guarded
def submit_survey_response(body: dict[str, Any], survey_id: str) -> Any:
    """Answer a survey, once for each addressee.

    With the token of a personal link nobody needs to be logged in.
    """
    return _command("submit_survey_response", schemas.SurveyAnswersBody, body, survey_id=survey_id)
