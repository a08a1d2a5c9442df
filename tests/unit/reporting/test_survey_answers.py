"""Who may answer a survey, when, how often and what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.kernel.eventkit.domain import (
    VISITOR,
    InvalidInput,
    NotFound,
    Refusal,
    Role,
)
from tests.support.rehearsal import (
    SYSTEM,
    as_individual,
    as_organisation,
    as_staff,
)
from tests.unit.reporting.survey_words import (
    ANSWERS,
    CLOSES,
    give_answer,
    opened,
    scheduled,
    stage_with,
)

ANALYST = as_staff(Role.ANALYST, "analyst-1")


@pytest.mark.requirement("RE-05")
def test_an_addressee_answers_once_whether_by_link_or_in_mypage() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    link = stage.run("get_survey_link", {"survey_id": survey_id, "addressee": "o-1"}, SYSTEM)
    assert link["path"] == f"/surveys/{survey_id}/{link['token']}"
    give_answer(stage, survey_id, "o-1")
    with pytest.raises(Refusal, match="survey-already-answered"):
        give_answer(stage, survey_id, "o-1")
    with pytest.raises(Refusal, match="survey-already-answered"):
        stage.run(
            "submit_survey_response",
            {"survey_id": survey_id, "answers": ANSWERS, "token": link["token"]},
            VISITOR,
        )


def test_the_same_answer_sent_again_succeeds_without_a_second_effect() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    payload = {"survey_id": survey_id, "answers": ANSWERS}
    stage.run("submit_survey_response", payload, as_organisation("o-1"), command_id="c-1")
    stage.until(CLOSES + timedelta(seconds=1))
    again = stage.run("submit_survey_response", payload, as_organisation("o-1"), command_id="c-1")
    assert again["repeated"] is True
    assert stage.documents("surveys")[survey_id]["responded"] == 1


@pytest.mark.requirement("RE-05")
@pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=1), timedelta(days=30)])
def test_answers_are_refused_from_the_closing_time_on(late: timedelta) -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    stage.clock.at = CLOSES + late  # the scheduler has not been at it yet
    with pytest.raises(Refusal, match="survey-over"):
        give_answer(stage, survey_id, "o-1")


def test_the_last_second_before_closing_still_counts() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    stage.clock.at = CLOSES - timedelta(seconds=1)
    give_answer(stage, survey_id, "o-1")
    stage.until(CLOSES + timedelta(minutes=1))
    assert stage.documents("surveys")[survey_id]["responded"] == 1


@pytest.mark.requirement("RE-05")
def test_answers_before_the_opening_are_refused() -> None:
    stage = stage_with("o-1")
    survey_id = scheduled(stage)
    with pytest.raises(Refusal, match="survey-not-open"):
        give_answer(stage, survey_id, "o-1")


@pytest.mark.parametrize("token", ["", "x", "x.y", "bm8.AAAA", "ü.ü", "." * 150])
def test_a_link_that_was_not_made_here_leads_nowhere(token: str) -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    for operation, more in (
        ("submit_survey_response", {"answers": ANSWERS}),
        ("get_survey_form", {}),
    ):
        with pytest.raises(NotFound):
            stage.run(operation, {"survey_id": survey_id, "token": token, **more}, VISITOR)


def test_a_link_belongs_to_one_survey_and_one_organisation() -> None:
    stage = stage_with("o-1", "o-2")
    one, other = scheduled(stage), opened(stage)
    token = stage.run("get_survey_link", {"survey_id": other, "addressee": "o-2"}, SYSTEM)["token"]
    with pytest.raises(NotFound):
        stage.run("get_survey_form", {"survey_id": one, "token": token}, VISITOR)
    with pytest.raises(NotFound):
        stage.run("get_survey_link", {"survey_id": one, "addressee": "o-9"}, SYSTEM)
    name, mac = token.split(".")
    with pytest.raises(NotFound):
        stage.run("get_survey_form", {"survey_id": other, "token": f"{name[:-1]}A.{mac}"}, VISITOR)


@pytest.mark.parametrize(
    ("answers", "problems"),
    [
        ([], {"answers.q1": "required", "answers.q2": "required"}),
        (
            [{"question_id": "q1", "choices": ["6"]}, {"question_id": "q2", "choices": ["o1"]}],
            {"answers.q1": "not-a-choice"},
        ),
        (
            [{"question_id": "q1", "choices": ["1", "2"]}, {"question_id": "q2", "text": "x"}],
            {"answers.q1": "one-only", "answers.q2": "not-a-choice"},
        ),
        (
            [*ANSWERS[:1], {"question_id": "q2", "choices": ["o1", "o1"]}],
            {"answers.q2": "not-a-choice"},
        ),
        ([*ANSWERS, {"question_id": "q9"}], {"answers.q9": "unknown-question"}),
        ([*ANSWERS, ANSWERS[0]], {"answers.q1": "answered-twice"}),
        (
            [*ANSWERS[:2], {"question_id": "q3", "choices": ["o1"]}],
            {"answers.q3": "not-a-choice"},
        ),
    ],
)
def test_an_answer_that_breaks_a_rule_names_its_question(
    answers: list[dict[str, object]], problems: dict[str, str]
) -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    with pytest.raises(InvalidInput) as refused:
        stage.run(
            "submit_survey_response",
            {"survey_id": survey_id, "answers": answers},
            as_organisation("o-1"),
        )
    found = {name: problem[0].code for name, problem in refused.value.fields.items()}
    assert found == problems
    assert stage.documents("survey_responses") == {}


def test_free_text_is_readable_nowhere_but_through_the_query_and_not_after_the_leaving() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    give_answer(stage, survey_id, "o-1")
    stage.run("close_survey", {"survey_id": survey_id}, as_staff())
    everything = repr([stage.store.read_log(0, 1000), stage.views.store, stage.published])
    assert "田中" not in everything
    stage.hear("identity", "OrganisationWithdrawn", "o-1", {"organisation_id": "o-1"})
    texts = stage.run("find_survey_texts", {"survey_id": survey_id}, as_staff())
    assert texts == {"items": [], "total": 0}


def test_an_organisation_that_has_left_cannot_answer_with_text_any_more() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    stage.hear("identity", "OrganisationWithdrawn", "o-1", {"organisation_id": "o-1"})
    with pytest.raises(NotFound):
        give_answer(stage, survey_id, "o-1")


def test_free_texts_are_shown_after_the_closing_only() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    with pytest.raises(Refusal, match="survey-not-closed"):
        stage.run("find_survey_texts", {"survey_id": survey_id}, ANALYST)
    with pytest.raises(Refusal, match="survey-not-aggregated"):
        stage.run("get_survey_results", {"survey_id": survey_id}, ANALYST)


def test_an_individual_without_a_link_finds_no_form() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    with pytest.raises(NotFound):
        stage.run("get_survey_form", {"survey_id": survey_id}, as_individual("u-1"))
