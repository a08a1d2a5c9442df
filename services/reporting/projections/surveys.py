"""Surveys as the secretariat and the analyst see them. Key: the survey's id."""

from __future__ import annotations

from typing import Any

from services.kernel.eventkit.application.commit import Recorded
from services.kernel.eventkit.application.ports import Document
from services.kernel.eventkit.application.projection import Index, Projection
from services.reporting.domain.survey.contents import Contents
from services.reporting.domain.survey.events import (
    SurveyAggregated,
    SurveyCancelled,
    SurveyClosed,
    SurveyCreated,
    SurveyDistributed,
    SurveyReported,
    SurveyResponseSubmitted,
    SurveyRevised,
    SurveyScheduled,
)

surveys = Projection("surveys", version=1, indexes=(Index((("state", 1), ("created_at", -1))),))


def _key(recorded: Recorded[Any]) -> str:
    survey_id: str = recorded.event.survey_id
    return survey_id


def _written(contents: Contents) -> Document:
    return {
        "kind": contents.kind.value,
        "audience": contents.audience.value,
        "title": contents.title,
        "title_en": contents.title_en,
        "introduction": contents.introduction,
        "introduction_en": contents.introduction_en,
        "questions": [
            {
                "id": question.id,
                "text": question.text,
                "text_en": question.text_en,
                "form": question.form.value,
                "required": question.required,
                "options": [
                    {"id": option.id, "text": option.text, "text_en": option.text_en}
                    for option in question.options
                ],
            }
            for question in contents.questions
        ],
    }


@surveys.on(SurveyCreated, key=_key)
def begin(document: Document | None, recorded: Recorded[SurveyCreated]) -> Document:
    return {
        **_written(recorded.event.contents),
        "state": "draft",
        "created_at": recorded.at,
        "opens_at": None,
        "closes_at": None,
        "closed_at": None,
        "addressed": 0,
        "responded": 0,
        "tallies": [],
        "analysis": "",
        "version": recorded.version,
    }


@surveys.on(SurveyRevised, key=_key)
def rewrite(document: Document | None, recorded: Recorded[SurveyRevised]) -> Document:
    contents = _written(recorded.event.contents)
    return {**(document or {}), **contents, "version": recorded.version}


@surveys.on(SurveyScheduled, key=_key)
def settle_period(document: Document | None, recorded: Recorded[SurveyScheduled]) -> Document:
    event = recorded.event
    return {
        **(document or {}),
        "state": "scheduled",
        "opens_at": event.opens_at,
        "closes_at": event.closes_at,
        "version": recorded.version,
    }


@surveys.on(SurveyCancelled, key=_key)
def give_up(document: Document | None, recorded: Recorded[SurveyCancelled]) -> Document:
    return {**(document or {}), "state": "cancelled", "version": recorded.version}


@surveys.on(SurveyDistributed, key=_key)
def open_up(document: Document | None, recorded: Recorded[SurveyDistributed]) -> Document:
    addressed = len(recorded.event.addressees)
    return {
        **(document or {}),
        "state": "open",
        "addressed": addressed,
        "version": recorded.version,
    }


@surveys.on(SurveyResponseSubmitted, key=_key)
def count_response(
    document: Document | None, recorded: Recorded[SurveyResponseSubmitted]
) -> Document:
    known = document or {}
    return {**known, "responded": known.get("responded", 0) + 1}


@surveys.on(SurveyClosed, key=_key)
def end(document: Document | None, recorded: Recorded[SurveyClosed]) -> Document:
    closed_at = recorded.event.closed_at
    return {
        **(document or {}),
        "state": "closed",
        "closed_at": closed_at,
        "version": recorded.version,
    }


@surveys.on(SurveyAggregated, key=_key)
def store_count(document: Document | None, recorded: Recorded[SurveyAggregated]) -> Document:
    event = recorded.event
    return {
        **(document or {}),
        "state": "aggregated",
        "responded": event.responded,
        "tallies": [
            {
                "question_id": tally.question_id,
                "answered": tally.answered,
                "choices": dict(tally.choices),
            }
            for tally in event.tallies
        ],
        "version": recorded.version,
    }


@surveys.on(SurveyReported, key=_key)
def store_analysis(document: Document | None, recorded: Recorded[SurveyReported]) -> Document:
    return {
        **(document or {}),
        "state": "reported",
        "analysis": recorded.event.analysis,
        "version": recorded.version,
    }
