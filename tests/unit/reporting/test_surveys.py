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
    Rehearsal,
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
    opened,
    scheduled,
    stage_with,
)

ANALYST = as_staff(Role.ANALYST, "analyst-1")


def _answer(
    stage: Rehearsal, survey_id: str, organisation: str, **more: object
) -> dict[str, object]:
    payload = {"survey_id": survey_id, "answers": ANSWERS, **more}
    answer: dict[str, object] = stage.run(
        "submit_survey_response", payload, as_organisation(organisation)
    )
    return answer


@pytest.mark.requirement("RE-05")
@pytest.mark.requirement("RE-06")
@pytest.mark.requirement("RE-08")
def test_a_satisfaction_survey_goes_its_whole_way() -> None:
    stage = stage_with("o-1", "o-2", "o-3")
    survey_id = opened(stage)
    _answer(stage, survey_id, "o-1")
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
        _answer(stage, survey_id, "o-4")


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


@pytest.mark.requirement("RE-05")
def test_an_addressee_answers_once_whether_by_link_or_in_mypage() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    link = stage.run("get_survey_link", {"survey_id": survey_id, "addressee": "o-1"}, SYSTEM)
    assert link["path"] == f"/surveys/{survey_id}/{link['token']}"
    _answer(stage, survey_id, "o-1")
    with pytest.raises(Refusal, match="survey-already-answered"):
        _answer(stage, survey_id, "o-1")
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
        _answer(stage, survey_id, "o-1")


def test_the_last_second_before_closing_still_counts() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    stage.clock.at = CLOSES - timedelta(seconds=1)
    _answer(stage, survey_id, "o-1")
    stage.until(CLOSES + timedelta(minutes=1))
    assert stage.documents("surveys")[survey_id]["responded"] == 1


@pytest.mark.requirement("RE-05")
def test_answers_before_the_opening_are_refused() -> None:
    stage = stage_with("o-1")
    survey_id = scheduled(stage)
    with pytest.raises(Refusal, match="survey-not-open"):
        _answer(stage, survey_id, "o-1")


def test_the_secretariat_can_close_early_and_the_scheduler_then_finds_nothing_to_do() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    stage.run("close_survey", {"survey_id": survey_id}, as_staff())
    done = stage.run("close_survey", {"survey_id": survey_id}, SYSTEM)
    assert done["position"] == 0
    with pytest.raises(Refusal, match="survey-over"):
        _answer(stage, survey_id, "o-1")
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
    _answer(stage, survey_id, "o-1")
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
        _answer(stage, survey_id, "o-1")


def test_free_texts_are_shown_after_the_closing_only() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    with pytest.raises(Refusal, match="survey-not-closed"):
        stage.run("find_survey_texts", {"survey_id": survey_id}, ANALYST)
    with pytest.raises(Refusal, match="survey-not-aggregated"):
        stage.run("get_survey_results", {"survey_id": survey_id}, ANALYST)


@pytest.mark.requirement("RE-05")
def test_mypage_shows_what_is_open_and_whether_it_is_answered() -> None:
    stage = stage_with("o-1", "o-2")
    survey_id = opened(stage)
    _answer(stage, survey_id, "o-1")
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


def test_an_individual_without_a_link_finds_no_form() -> None:
    stage = stage_with("o-1")
    survey_id = opened(stage)
    with pytest.raises(NotFound):
        stage.run("get_survey_form", {"survey_id": survey_id}, as_individual("u-1"))
