"""SM-14: every state with every command, as the table of section 9.14 has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from services.kernel.eventkit.domain import InvalidInput, NotFound, Refusal
from services.reporting.domain.survey import survey as deeds
from services.reporting.domain.survey.contents import (
    AnswerForm,
    Audience,
    Contents,
    Question,
    SurveyKind,
)
from services.reporting.domain.survey.events import SurveyResponseSubmitted
from services.reporting.domain.survey.response import NO_RESPONSE, Answer, submit
from services.reporting.domain.survey.survey import NO_SURVEY, Survey, SurveyState, evolve
from tests.support.rehearsal import as_staff, tokyo
from tests.unit.reporting.survey_words import drafted, stage_with

CREATED, OPENS, CLOSES = tokyo(2024, 5, 1), tokyo(2024, 5, 10, 9), tokyo(2024, 5, 20, 18)
LATE = CLOSES + timedelta(days=1)
CONTENTS = Contents(
    SurveyKind.ORGANISATION_SATISFACTION,
    "満足度",
    Audience.REGISTERED_ORGANISATIONS,
    questions=(Question("q1", "満足ですか", AnswerForm.SCALE),),
)

Deed = Callable[[Survey], list[Any]]
COMMANDS: dict[str, Deed] = {
    "create": lambda s: deeds.create(s, "s-1", CONTENTS),
    "schedule": lambda s: deeds.schedule(s, OPENS, CLOSES, now=CREATED),
    "distribute": lambda s: deeds.distribute(s, ["o-2", "o-1"], now=OPENS),
    "answer": lambda s: submit(NO_RESPONSE, s, "o-1", [Answer("q1", ("3",))], None, now=OPENS),
    "close by the internal system": lambda s: deeds.close(s, now=CLOSES, early=False),
    "close by the secretariat": lambda s: deeds.close(s, now=OPENS, early=True),
    "aggregate": lambda s: deeds.aggregate(s, 1, (), now=LATE),
    "report": lambda s: deeds.report(s, "満足度は高い。"),
    "cancel": deeds.cancel,
}


def _after(*commands: str) -> Survey:
    survey = NO_SURVEY
    for command in commands:
        for event in COMMANDS[command](survey):
            survey = evolve(survey, event)
    return survey


_TO_OPEN = ("create", "schedule", "distribute")
STATES: dict[SurveyState | None, Survey] = {
    None: NO_SURVEY,
    SurveyState.DRAFT: _after("create"),
    SurveyState.SCHEDULED: _after("create", "schedule"),
    SurveyState.OPEN: _after(*_TO_OPEN),
    SurveyState.CLOSED: _after(*_TO_OPEN, "close by the internal system"),
    SurveyState.AGGREGATED: _after(*_TO_OPEN, "close by the internal system", "aggregate"),
    SurveyState.REPORTED: _after(*_TO_OPEN, "close by the internal system", "aggregate", "report"),
    SurveyState.CANCELLED: _after("create", "cancel"),
}
# From 9.14: | From | To | Trigger | Condition | Event |
PERMITTED: dict[tuple[SurveyState | None, str], tuple[SurveyState, str]] = {
    # | - | Draft | Secretariat; internal system for recurring ones | - | SurveyCreated |
    (None, "create"): (SurveyState.DRAFT, "SurveyCreated"),
    # | Draft | Scheduled | Secretariat | questions, audience, period set | SurveyScheduled |
    (SurveyState.DRAFT, "schedule"): (SurveyState.SCHEDULED, "SurveyScheduled"),
    # | Scheduled | Open | Internal system | opening time | SurveyDistributed |
    (SurveyState.SCHEDULED, "distribute"): (SurveyState.OPEN, "SurveyDistributed"),
    # | Open | Open | Addressee | one answer each | SurveyResponseSubmitted |
    (SurveyState.OPEN, "answer"): (SurveyState.OPEN, "SurveyResponseSubmitted"),
    # | Open | Closed | Internal system, secretariat | closing time | SurveyClosed |
    (SurveyState.OPEN, "close by the internal system"): (SurveyState.CLOSED, "SurveyClosed"),
    (SurveyState.OPEN, "close by the secretariat"): (SurveyState.CLOSED, "SurveyClosed"),
    # | Closed | Aggregated | Internal system | - | SurveyAggregated |
    (SurveyState.CLOSED, "aggregate"): (SurveyState.AGGREGATED, "SurveyAggregated"),
    # | Aggregated | Reported | Analyst | analysis text | SurveyReported |
    (SurveyState.AGGREGATED, "report"): (SurveyState.REPORTED, "SurveyReported"),
    # | Draft, Scheduled | Cancelled | Secretariat | - | SurveyCancelled |
    (SurveyState.DRAFT, "cancel"): (SurveyState.CANCELLED, "SurveyCancelled"),
    (SurveyState.SCHEDULED, "cancel"): (SurveyState.CANCELLED, "SurveyCancelled"),
}


@pytest.mark.requirement("RE-05")
@pytest.mark.requirement("RE-06")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("state", STATES, ids=str)
def test_a_command_has_its_event_in_its_state_and_is_refused_in_every_other(
    state: SurveyState | None, command: str
) -> None:
    survey = STATES[state]
    assert survey.state is state
    if (state, command) not in PERMITTED:
        with pytest.raises(Refusal):
            COMMANDS[command](survey)
        return
    reached, event_name = PERMITTED[state, command]
    (event,) = COMMANDS[command](survey)
    assert type(event).__name__ == event_name
    if not isinstance(event, SurveyResponseSubmitted):
        survey = evolve(survey, event)
    assert survey.state is reached


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "create"])
def test_a_survey_that_does_not_exist_is_not_found(command: str) -> None:
    with pytest.raises(NotFound):
        COMMANDS[command](NO_SURVEY)


@pytest.mark.parametrize(
    ("refusal", "deed"),
    [
        (
            "survey-incomplete",
            lambda: deeds.schedule(
                evolve(
                    NO_SURVEY,
                    deeds.create(
                        NO_SURVEY,
                        "s-1",
                        Contents(SurveyKind.OTHER, "x", Audience.REGISTERED_ORGANISATIONS),
                    )[0],
                ),
                OPENS,
                CLOSES,
                now=CREATED,
            ),
        ),
        (
            "survey-closes-before-it-opens",
            lambda: deeds.schedule(STATES[SurveyState.DRAFT], OPENS, OPENS, now=CREATED),
        ),
        (
            "survey-opening-past",
            lambda: deeds.schedule(
                STATES[SurveyState.DRAFT], OPENS, CLOSES, now=OPENS + timedelta(seconds=1)
            ),
        ),
        (
            "survey-not-due",
            lambda: deeds.distribute(
                STATES[SurveyState.SCHEDULED], [], now=OPENS - timedelta(seconds=1)
            ),
        ),
        (
            "survey-not-due",
            lambda: deeds.close(
                STATES[SurveyState.OPEN], now=CLOSES - timedelta(seconds=1), early=False
            ),
        ),
        (
            "survey-not-due",
            lambda: deeds.aggregate(
                STATES[SurveyState.CLOSED], 0, (), now=CLOSES + timedelta(seconds=59)
            ),
        ),
    ],
)
def test_a_condition_that_does_not_hold_is_refused_by_its_name(
    refusal: str, deed: Callable[[], Any]
) -> None:
    with pytest.raises(Refusal) as refused:
        deed()
    assert refused.value.code == refusal


def test_revising_a_draft_to_the_same_contents_changes_nothing() -> None:
    assert deeds.revise(STATES[SurveyState.DRAFT], CONTENTS) == []


@pytest.mark.parametrize("state", [s for s in STATES if s not in (None, SurveyState.DRAFT)])
def test_only_a_draft_can_be_revised(state: SurveyState) -> None:
    with pytest.raises(Refusal, match="survey-not-draft"):
        deeds.revise(STATES[state], CONTENTS)


def test_a_survey_beyond_any_calendar_is_refused_by_field() -> None:
    stage = stage_with()
    survey_id = drafted(stage)
    period = {"opens_at": OPENS.isoformat(), "closes_at": "9999-12-31T23:59:59-12:00"}
    with pytest.raises(InvalidInput) as refused:
        stage.run("schedule_survey", {"survey_id": survey_id, **period}, as_staff())
    assert [problem.code for problem in refused.value.fields["closes_at"]] == ["year-out-of-range"]
