"""Answering a survey: by the personal link and from the organisation's menu."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from services.kernel.contracts.rpc import Refused
from tests.unit.gateway.fake_services import FakeServices
from tests.unit.gateway.survey_samples import FORM, RECEIPT, post


@pytest.mark.requirement("RE-05", "RE-08")
def test_a_personal_link_needs_no_login(client: FlaskClient, services: FakeServices) -> None:
    services.answer("reporting.get_survey_form", FORM)
    services.answer("reporting.submit_survey_response", RECEIPT)
    given = {"answers.q1": "5", "answers.q2": ["o1", "o2"], "answers.q3": "良い"}
    answer = post(client, "/surveys/s-1/secret", **given)
    assert answer.status_code == 303
    [call] = services.called("reporting.submit_survey_response")
    assert call.payload == {
        "answers": [
            {"question_id": "q1", "choices": ["5"]},
            {"question_id": "q2", "choices": ["o1", "o2"]},
            {"question_id": "q3", "text": "良い"},
        ],
        "survey_id": "s-1",
        "token": "secret",
    }


def test_the_address_of_a_personal_link_does_not_travel(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("reporting.get_survey_form", FORM)
    answer = client.get("/surveys/s-1/secret")
    assert answer.headers.getlist("Referrer-Policy") == ["no-referrer"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-store"


def test_missing_and_long_answers_are_told_at_their_questions(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("reporting.get_survey_form", FORM)
    services.refuse(
        "reporting.submit_survey_response",
        "invalid-input",
        "invalid",
        fields={
            "answers.q1": [{"code": "required", "params": {}}],
            "answers.0.text": [{"code": "too-long", "params": {"most": 2000}}],
        },
    )
    answer = post(client, "/surveys/s-1/secret", **{"answers.q3": "長い"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'href="#f-answers-q1"' in text
    assert 'href="#f-answers-q3"' in text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"answered": True}, "受け付け済み"),
        ({"open": False}, "受付は終了しました"),
    ],
)
def test_who_cannot_answer_is_told_why(
    client: FlaskClient, services: FakeServices, changes: dict[str, Any], told: str
) -> None:
    services.answer("reporting.get_survey_form", FORM | changes)
    text = client.get("/surveys/s-1/secret").get_data(as_text=True)
    assert told in text
    assert "回答を送信する" not in text


def test_a_wrong_link_is_not_found(client: FlaskClient, services: FakeServices) -> None:
    services.answer(
        "reporting.get_survey_form", Refused({"code": "not-found", "kind": "not-found"})
    )
    assert client.get("/surveys/s-1/guess").status_code == 404


@pytest.mark.requirement("RE-05")
def test_an_organisation_answers_from_its_menu(client: FlaskClient, services: FakeServices) -> None:
    services.sign_in("organisation", organisation_id="org-1")
    client.set_cookie("session", "token")
    item = {"survey_id": "s-1", "title": "満足度", "title_en": "", "answered": False}
    open_one = {**item, "closes_at": "2024-05-31T15:00:00+00:00"}
    services.answer("reporting.find_open_surveys", {"items": [open_one], "total": 1})
    services.answer("reporting.get_survey_form", FORM)
    services.answer("reporting.submit_survey_response", RECEIPT)
    text = client.get("/organisation/surveys").get_data(as_text=True)
    assert "2024/06/01 00:00" in text
    assert 'href="/organisation/surveys/s-1"' in text
    answer = post(client, "/organisation/surveys/s-1", **{"answers.q1": "1"})
    assert answer.status_code == 303
    [call] = services.called("reporting.submit_survey_response")
    assert "token" not in call.payload
    assert call.envelope["actor"]["organisation_id"] == "org-1"
