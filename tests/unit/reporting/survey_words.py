"""Surveys and answers to try things with."""

from __future__ import annotations

from typing import Any

from services.reporting.bootstrap import build
from services.reporting.settings import Settings
from tests.support.rehearsal import Rehearsal, as_organisation, as_staff, tokyo

SETTINGS = Settings(link_key=b"k" * 32)
OPENS, CLOSES = tokyo(2024, 5, 10, 9), tokyo(2024, 5, 20, 18)

QUESTIONS: list[dict[str, Any]] = [
    {"text": "PARTNERに満足していますか", "text_en": "Are you satisfied?", "form": "scale"},
    {
        "text": "利用した機能",
        "form": "many",
        "options": [{"text": "求人掲載"}, {"text": "人材閲覧"}],
    },
    {"text": "ご意見", "form": "text", "required": False},
]
SURVEY: dict[str, Any] = {
    "kind": "organisation-satisfaction",
    "title": "PARTNER利用満足度アンケート",
    "title_en": "PARTNER satisfaction survey",
    "questions": QUESTIONS,
}
ANSWERS: list[dict[str, Any]] = [
    {"question_id": "q1", "choices": ["4"]},
    {"question_id": "q2", "choices": ["o1", "o2"]},
    {"question_id": "q3", "text": "窓口の田中です。助かりました。"},
]


def stage_with(*organisations: str) -> Rehearsal:
    """Reporting with these registered organisations, on 1 May 2024."""
    stage = Rehearsal(build, SETTINGS, at=tokyo(2024, 5, 1, 10))
    for organisation in organisations:
        stage.hear(
            "identity",
            "OrganisationRegistered",
            organisation,
            {"organisation_id": organisation, "name": f"団体{organisation}", "kind": "full"},
        )
    return stage


def drafted(stage: Rehearsal) -> str:
    """The id of a new draft."""
    survey_id: str = stage.run("create_survey", SURVEY, as_staff())["survey_id"]
    return survey_id


def scheduled(stage: Rehearsal) -> str:
    """The id of a survey that opens on 10 May and closes on 20 May."""
    survey_id = drafted(stage)
    period = {"opens_at": OPENS.isoformat(), "closes_at": CLOSES.isoformat()}
    stage.run("schedule_survey", {"survey_id": survey_id, **period}, as_staff())
    return survey_id


def opened(stage: Rehearsal) -> str:
    """The id of a survey that is open."""
    survey_id = scheduled(stage)
    stage.until(OPENS)
    return survey_id


def give_answer(
    stage: Rehearsal, survey_id: str, organisation: str, **more: object
) -> dict[str, object]:
    """The organisation answers in MyPage."""
    payload = {"survey_id": survey_id, "answers": ANSWERS, **more}
    answer: dict[str, object] = stage.run(
        "submit_survey_response", payload, as_organisation(organisation)
    )
    return answer
