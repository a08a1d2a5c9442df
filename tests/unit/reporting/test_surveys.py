"""A satisfaction survey from its draft to the analyst's report."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.kernel.eventkit.domain import (
    VISITOR,
    InvalidInput,
    NotFound,
    NotPermitted,
    Refusal,
    Role,
    StaleForm,
)
from tests.support.rehearsal import (
    SYSTEM,
    as_individual,
    as_organisation,
    as_staff,
    tokyo,
)
from tests.unit.reporting.survey_words import (
    ANSWERS,
    CLOSES,
    OPENS,
    QUESTIONS,
    SURVEY,
    drafted,
    give_answer,
    opened,
    scheduled,
    stage_with,
)

ANALYST = as_staff(Role.ANALYST, "analyst-1")


@pytest.mark.requirement("RE-05")
@pytest.mark.requirement("RE-06")
@pytest.mark.requirement("RE-08")
def test_a_satisfaction_survey_goes_its_whole_way() -> None:
    stage = stage_with("o-1", "o-2", "o-3")
    survey_id = opened(stage)
    give_answer(stage, survey_id, "o-1")
    token = stage.run("get_survey_link", {"survey_id": survey_id, "addressee": "o-2"}, SYSTEM)
    stage.run(
        "submit_survey_response",
        {"survey_id": survey_id, "answers": ANSWERS[:2], "token": token["token"]},
        VISITOR,
    )
    stage.until(CLOSES + timedelta(minutes=1))
    results = stage.run("get_survey_results", {"survey_id": survey_id}, ANALYST)
    assert (results["addressed"], results["responded"]) == (3, 2)
    counts = [(row["question"], row["choice"], row["count"]) for row in results["rows"]]
    assert counts == [
        ("PARTNERに満足していますか", "1", 0),
        ("PARTNERに満足していますか", "2", 0),
        ("PARTNERに満足していますか", "3", 0),
        ("PARTNERに満足していますか", "4", 2),
        ("PARTNERに満足していますか", "5", 0),
        ("利用した機能", "求人掲載", 2),
        ("利用した機能", "人材閲覧", 2),
        ("ご意見", None, 1),
    ]
    texts = stage.run("find_survey_texts", {"survey_id": survey_id}, ANALYST)
    assert texts["items"] == [{"question_id": "q3", "text": "窓口の田中です。助かりました。"}]
    stage.run("report_survey", {"survey_id": survey_id, "analysis": "満足度は高い。"}, ANALYST)
    survey = stage.run("get_survey", {"survey_id": survey_id}, as_staff())
    assert (survey["state"], survey["analysis"]) == ("reported", "満足度は高い。")
    assert [event.type for event in stage.published] == [
        "SurveyCreated",
        "SurveyScheduled",
        "SurveyDistributed",
        "SurveyResponseSubmitted",
        "SurveyResponseSubmitted",
        "SurveyClosed",
        "SurveyAggregated",
        "SurveyReported",
    ]
    assert stage.documents("due") == {}


@pytest.mark.requirement("RE-08")
def test_the_addressees_are_the_organisations_registered_at_the_opening() -> None:
    stage = stage_with("o-1", "o-2")
    survey_id = scheduled(stage)
    stage.hear("identity", "OrganisationWithdrawn", "o-2", {"organisation_id": "o-2"})
    stage.hear("identity", "OrganisationRegistered", "o-3", {"organisation_id": "o-3"})
    stage.until(OPENS)
    stage.hear("identity", "OrganisationRegistered", "o-4", {"organisation_id": "o-4"})
    addressed = stage.run("find_survey_addressees", {"survey_id": survey_id}, SYSTEM)
    assert addressed["items"] == [{"organisation_id": "o-1"}, {"organisation_id": "o-3"}]
    with pytest.raises(NotFound):
        give_answer(stage, survey_id, "o-4")


def test_addressees_come_page_by_page() -> None:
    stage = stage_with("o-1", "o-2", "o-3")
    survey_id = opened(stage)
    page = {"survey_id": survey_id, "limit": 2}
    first = stage.run("find_survey_addressees", page, SYSTEM)
    second = stage.run("find_survey_addressees", {**page, "after": "o-2"}, SYSTEM)
    assert [one["organisation_id"] for one in first["items"]] == ["o-1", "o-2"]
    assert [one["organisation_id"] for one in second["items"]] == ["o-3"]
    with pytest.raises(NotFound):
        stage.run("find_survey_addressees", {"survey_id": "nothing"}, SYSTEM)


def test_the_secretariat_can_close_early_and_the_scheduler_then_finds_nothing_to_do() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    stage.run("close_survey", {"survey_id": survey_id}, as_staff())
    done = stage.run("close_survey", {"survey_id": survey_id}, SYSTEM)
    assert done["position"] == 0
    with pytest.raises(Refusal, match="survey-over"):
        give_answer(stage, survey_id, "o-1")
    with pytest.raises(Refusal, match="survey-not-open"):
        stage.run("close_survey", {"survey_id": survey_id}, as_staff())
    stage.until(CLOSES)
    assert stage.documents("surveys")[survey_id]["state"] == "aggregated"
    again = stage.run("aggregate_survey", {"survey_id": survey_id}, SYSTEM)
    assert again["position"] == 0


def test_a_cancelled_survey_does_not_open() -> None:
    stage = stage_with("o-1")
    survey_id = scheduled(stage)
    stage.run("cancel_survey", {"survey_id": survey_id}, as_staff())
    done = stage.run("distribute_survey", {"survey_id": survey_id}, SYSTEM)
    stage.until(CLOSES)
    assert done["position"] == 0
    assert stage.documents("surveys")[survey_id]["state"] == "cancelled"


@pytest.mark.requirement("RE-05")
def test_mypage_shows_what_is_open_and_whether_it_is_answered() -> None:
    stage = stage_with("o-1", "o-2")
    survey_id = opened(stage)
    give_answer(stage, survey_id, "o-1")
    mine = stage.run("find_open_surveys", {}, as_organisation("o-1"))
    theirs = stage.run("find_open_surveys", {}, as_organisation("o-2"))
    assert [(one["survey_id"], one["answered"]) for one in mine["items"]] == [(survey_id, True)]
    assert [one["answered"] for one in theirs["items"]] == [False]
    assert stage.run("find_open_surveys", {}, as_organisation("o-3"))["total"] == 0
    form = stage.run("get_survey_form", {"survey_id": survey_id}, as_organisation("o-2"))
    assert [question["id"] for question in form["questions"]] == ["q1", "q2", "q3"]
    assert (form["open"], form["answered"]) == (True, False)
    stage.until(CLOSES)
    assert stage.run("find_open_surveys", {}, as_organisation("o-2"))["total"] == 0
    form = stage.run("get_survey_form", {"survey_id": survey_id}, as_organisation("o-2"))
    assert form["open"] is False


def test_a_draft_can_be_rewritten_until_somebody_else_was_faster() -> None:
    stage = stage_with()
    survey_id = drafted(stage)
    changed = {**SURVEY, "survey_id": survey_id, "title": "満足度", "expected_version": 1}
    stage.run("revise_survey", changed, as_staff())
    with pytest.raises(StaleForm):
        stage.run("revise_survey", {**changed, "title": "第二版"}, as_staff())
    assert stage.run("get_survey", {"survey_id": survey_id}, as_staff())["title"] == "満足度"
    assert [event.type for event in stage.published] == ["SurveyCreated"]


@pytest.mark.parametrize(
    ("question", "path", "code"),
    [
        ({**QUESTIONS[1], "options": [{"text": "一つ"}]}, "questions.0.options", "too-few"),
        (
            {**QUESTIONS[0], "options": [{"text": "一つ"}]},
            "questions.0.options",
            "no-options-here",
        ),
        ({**QUESTIONS[0], "form": "essay"}, "questions.0.form", "not-a-choice"),
        ({**QUESTIONS[0], "text": " "}, "questions.0.text", "required"),
        ({**QUESTIONS[0], "colour": "red"}, "questions.0.colour", "unknown-field"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_by_name(
    question: dict[str, object], path: str, code: str
) -> None:
    stage = stage_with()
    with pytest.raises(InvalidInput) as refused:
        stage.run("create_survey", {**SURVEY, "questions": [question]}, as_staff())
    assert [problem.code for problem in refused.value.fields[path]] == [code]


def test_surveys_are_listed_newest_first_and_by_state() -> None:
    stage = stage_with()
    first = drafted(stage)
    stage.clock.at = tokyo(2024, 5, 2, 10)
    second = scheduled(stage)
    found = stage.run("find_surveys", {}, as_staff())
    assert [item["survey_id"] for item in found["items"]] == [second, first]
    drafts = stage.run("find_surveys", {"states": ["draft"]}, ANALYST)
    assert ([item["survey_id"] for item in drafts["items"]], drafts["total"]) == ([first], 1)
    assert "questions" not in drafts["items"][0]


@pytest.mark.parametrize("query", ["get_survey", "get_survey_results", "find_survey_texts"])
def test_a_survey_that_does_not_exist_is_not_found(query: str) -> None:
    with pytest.raises(NotFound):
        stage_with().run(query, {"survey_id": "nothing"}, as_staff())


@pytest.mark.parametrize(
    ("operation", "actor"),
    [
        ("create_survey", ANALYST),
        ("report_survey", as_staff()),
        ("distribute_survey", as_staff()),
        ("aggregate_survey", as_staff()),
        ("get_survey", as_organisation("o-1")),
        ("find_survey_texts", as_individual("u-1")),
        ("find_survey_addressees", as_staff()),
        ("get_survey_link", as_organisation("o-1")),
        ("get_access_figures", as_organisation("o-1")),
    ],
)
def test_each_operation_is_for_its_roles_only(operation: str, actor: object) -> None:
    with pytest.raises(NotPermitted):
        stage_with().run(operation, {}, actor)  # type: ignore[arg-type]
