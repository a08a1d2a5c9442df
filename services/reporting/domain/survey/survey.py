"""The survey: its states, its fold, and the decisions of SM-14."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from services.kernel.eventkit.domain import FieldProblem, InvalidInput, NotFound
from services.reporting.domain.survey.contents import AnswerForm, Contents
from services.reporting.domain.survey.events import (
    QuestionTally,
    SurveyAggregated,
    SurveyCancelled,
    SurveyClosed,
    SurveyCreated,
    SurveyDistributed,
    SurveyReported,
    SurveyRevised,
    SurveyScheduled,
)
from services.reporting.domain.survey.refusals import (
    SurveyClosesBeforeItOpens,
    SurveyIncomplete,
    SurveyNotAggregated,
    SurveyNotCancellable,
    SurveyNotClosed,
    SurveyNotDraft,
    SurveyNotDue,
    SurveyNotOpen,
    SurveyNotScheduled,
    SurveyOpeningPast,
)

COUNTING_DELAY = timedelta(minutes=1)
"""Answers accepted in the last moment are stored before the count begins."""

SurveyEvent = (
    SurveyCreated
    | SurveyRevised
    | SurveyScheduled
    | SurveyCancelled
    | SurveyDistributed
    | SurveyClosed
    | SurveyAggregated
    | SurveyReported
)


class SurveyState(StrEnum):
    """The states of SM-14."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    AGGREGATED = "aggregated"
    REPORTED = "reported"
    CANCELLED = "cancelled"


AFTER_CLOSED = frozenset({SurveyState.AGGREGATED, SurveyState.REPORTED})
AFTER_OPEN = AFTER_CLOSED | {SurveyState.CLOSED}
AFTER_SCHEDULED = AFTER_OPEN | {SurveyState.OPEN, SurveyState.CANCELLED}


@dataclass(frozen=True, slots=True)
class Survey:
    """One survey; `contents` is None while it does not exist."""

    survey_id: str = ""
    state: SurveyState | None = None
    contents: Contents | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None
    addressees: frozenset[str] = frozenset()


NO_SURVEY = Survey()


def evolve(survey: Survey, event: SurveyEvent) -> Survey:
    """The survey after the event."""
    match event:
        case SurveyCreated(survey_id, contents):
            return Survey(survey_id, SurveyState.DRAFT, contents)
        case SurveyRevised(_, contents):
            return replace(survey, contents=contents)
        case SurveyScheduled(_, opens_at, closes_at):
            return replace(
                survey, state=SurveyState.SCHEDULED, opens_at=opens_at, closes_at=closes_at
            )
        case SurveyCancelled():
            return replace(survey, state=SurveyState.CANCELLED)
        case SurveyDistributed(_, addressees, _):
            return replace(survey, state=SurveyState.OPEN, addressees=frozenset(addressees))
        case SurveyClosed(_, closed_at):
            return replace(survey, state=SurveyState.CLOSED, closed_at=closed_at)
        case SurveyAggregated():
            return replace(survey, state=SurveyState.AGGREGATED)
        case SurveyReported():
            return replace(survey, state=SurveyState.REPORTED)


def existing(survey: Survey) -> Contents:
    """The contents; raises `NotFound` when there is no such survey."""
    if survey.contents is None:
        raise NotFound
    return survey.contents


def create(survey: Survey, survey_id: str, contents: Contents) -> list[SurveyEvent]:
    """Begins a draft."""
    if survey.contents is not None:
        raise SurveyNotDraft
    _check_options(contents)
    return [SurveyCreated(survey_id, contents)]


def revise(survey: Survey, contents: Contents) -> list[SurveyEvent]:
    """Replaces what the draft says; raises `SurveyNotDraft`."""
    if existing(survey) == contents and survey.state is SurveyState.DRAFT:
        return []
    if survey.state is not SurveyState.DRAFT:
        raise SurveyNotDraft
    _check_options(contents)
    return [SurveyRevised(survey.survey_id, contents)]


def schedule(
    survey: Survey, opens_at: datetime, closes_at: datetime, *, now: datetime
) -> list[SurveyEvent]:
    """Settles the period; raises `SurveyNotDraft`, `SurveyIncomplete` or a refusal of the period."""
    contents = existing(survey)
    if survey.state is not SurveyState.DRAFT:
        raise SurveyNotDraft
    if not contents.questions:
        raise SurveyIncomplete
    if closes_at <= opens_at:
        raise SurveyClosesBeforeItOpens
    if opens_at < now:
        raise SurveyOpeningPast
    return [SurveyScheduled(survey.survey_id, opens_at, closes_at)]


def cancel(survey: Survey) -> list[SurveyEvent]:
    """Gives the survey up before it opens; raises `SurveyNotCancellable`."""
    existing(survey)
    if survey.state not in (SurveyState.DRAFT, SurveyState.SCHEDULED):
        raise SurveyNotCancellable
    return [SurveyCancelled(survey.survey_id)]


def distribute(survey: Survey, addressees: Iterable[str], *, now: datetime) -> list[SurveyEvent]:
    """Opens the survey to these; raises `SurveyNotScheduled`, `SurveyNotDue`."""
    existing(survey)
    if survey.state is not SurveyState.SCHEDULED:
        raise SurveyNotScheduled
    assert survey.opens_at is not None
    assert survey.closes_at is not None
    if now < survey.opens_at:
        raise SurveyNotDue
    return [SurveyDistributed(survey.survey_id, tuple(sorted(addressees)), survey.closes_at)]


def close(survey: Survey, *, now: datetime, early: bool) -> list[SurveyEvent]:
    """Ends the answering; before the closing time only `early`. Raises `SurveyNotOpen`, `SurveyNotDue`."""
    existing(survey)
    if survey.state is not SurveyState.OPEN:
        raise SurveyNotOpen
    assert survey.closes_at is not None
    if now < survey.closes_at and not early:
        raise SurveyNotDue
    return [SurveyClosed(survey.survey_id, now)]


def aggregate(
    survey: Survey, responded: int, tallies: Sequence[QuestionTally], *, now: datetime
) -> list[SurveyEvent]:
    """Stores the count; raises `SurveyNotClosed`, `SurveyNotDue`."""
    existing(survey)
    if survey.state is not SurveyState.CLOSED:
        raise SurveyNotClosed
    assert survey.closed_at is not None
    if now < survey.closed_at + COUNTING_DELAY:
        raise SurveyNotDue
    return [
        SurveyAggregated(survey.survey_id, len(survey.addressees), responded, tuple(tallies)),
    ]


def report(survey: Survey, analysis: str) -> list[SurveyEvent]:
    """Stores the analyst's text (RE-06); raises `SurveyNotAggregated`."""
    existing(survey)
    if survey.state is not SurveyState.AGGREGATED:
        raise SurveyNotAggregated
    return [SurveyReported(survey.survey_id, analysis)]


def _check_options(contents: Contents) -> None:
    problems: dict[str, tuple[FieldProblem, ...]] = {}
    for index, question in enumerate(contents.questions):
        chooses = question.form in (AnswerForm.ONE, AnswerForm.MANY)
        if chooses and len(question.options) < 2:
            problems[f"questions.{index}.options"] = (FieldProblem("too-few", {"least": 2}),)
        elif not chooses and question.options:
            problems[f"questions.{index}.options"] = (FieldProblem("no-options-here"),)
    if problems:
        raise InvalidInput(fields=problems)
