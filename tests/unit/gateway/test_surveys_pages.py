"""The pages on which surveys are written, run and reported."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from services.kernel.contracts.rpc import Away
from tests.unit.gateway.fake_services import FakeServices
from tests.unit.gateway.survey_samples import COUNTED, RECEIPT, SURVEY, hidden, post


@pytest.fixture
def office(client: FlaskClient, services: FakeServices) -> FlaskClient:
    services.sign_in("secretariat")
    client.set_cookie("session", "token")
    services.answer("reporting.get_survey", SURVEY)
    services.refuse("reporting.find_survey_texts", "survey-not-closed", "conflict")
    return client


def _questions(*texts: str, **more: str) -> dict[str, str]:
    made: dict[str, str] = {"kind": "other", "title": "題", **more}
    for number, text in enumerate(texts):
        made[f"questions.{number}.text"] = text
        made[f"questions.{number}.form"] = "one"
        made[f"questions.{number}.options"] = "はい | Yes\n\nいいえ\n"
        made[f"questions.{number}.required"] = "true"
    return made


@pytest.mark.requirement("RE-05", "RE-15")
def test_a_survey_is_written_without_script(office: FlaskClient, services: FakeServices) -> None:
    services.answer("reporting.create_survey", RECEIPT)
    values = _questions("利用しますか", "満足ですか")
    answer = post(office, "/office/surveys/new", _step="save", **values)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/office/surveys/s-1"
    [call] = services.called("reporting.create_survey")
    options = [{"text": "はい", "text_en": "Yes"}, {"text": "いいえ", "text_en": ""}]
    assert call.payload == {
        "kind": "other",
        "title": "題",
        "questions": [
            {"text": text, "form": "one", "required": True, "options": options}
            for text in ("利用しますか", "満足ですか")
        ],
    }


@pytest.mark.parametrize(
    ("button", "shown"),
    [
        ("add", ["甲", "乙", ""]),
        ("remove-0", ["乙"]),
        ("up-1", ["乙", "甲"]),
        ("up-0", ["甲", "乙"]),
        ("remove-9", ["甲", "乙"]),
    ],
)
def test_questions_are_added_removed_and_moved_without_saving(
    office: FlaskClient, services: FakeServices, button: str, shown: list[str]
) -> None:
    answer = post(office, "/office/surveys/new", _step=button, **_questions("甲", "乙"))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert re.findall(r'type="text" value="([^"]*)" id="f-questions-\d+-text"', text) == shown
    assert services.called("reporting.create_survey") == []


def test_the_enter_key_saves_and_removes_nothing(office: FlaskClient) -> None:
    text = office.get("/office/surveys/s-1/edit").get_data(as_text=True)
    form = text[text.index('<form class="form"') :]
    first = re.search(r"<button[^>]*>", form)
    assert first is not None
    assert 'value="save"' in first[0]


def test_a_refused_question_is_named_at_its_field(
    office: FlaskClient, services: FakeServices
) -> None:
    problem = {"code": "too-few", "params": {"least": 2}}
    services.refuse(
        "reporting.revise_survey",
        "invalid-input",
        "invalid",
        fields={"questions.0.options": [problem], "questions.1.options.0.text": [problem]},
    )
    answer = post(office, "/office/surveys/s-1/edit", _step="save", **_questions("甲", "乙"))
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'href="#f-questions-0-options"' in text
    assert 'href="#f-questions-1-options"' in text
    assert "2個以上" in text
    [call] = services.called("reporting.revise_survey")
    assert call.payload["expected_version"] == 3


def test_a_draft_comes_back_into_its_form(office: FlaskClient) -> None:
    text = office.get("/office/surveys/s-1/edit").get_data(as_text=True)
    assert "登録 | Posting\n応募管理</textarea>" in text
    assert "質問 3" in text


@pytest.mark.requirement("RE-05")
def test_a_survey_is_scheduled_after_a_look(office: FlaskClient, services: FakeServices) -> None:
    services.answer("reporting.schedule_survey", RECEIPT)
    days = {
        "opens_at": "2024-06-01",
        "opens_hour": "09:00",
        "closes_at": "2024-06-30",
        "closes_hour": "18:00",
    }
    url = "/office/surveys/s-1/schedule"
    answer = post(office, url, _step="confirm", **days)
    text = answer.get_data(as_text=True)
    assert "登録団体すべて" in text
    assert services.called("reporting.schedule_survey") == []
    tokens = {name: hidden(text, name) for name in ("csrf_token", "_token")}
    assert office.post(url, data=tokens | days | {"_step": "send"}).status_code == 303
    [call] = services.called("reporting.schedule_survey")
    assert call.payload == {
        "opens_at": "2024-06-01T09:00:00+09:00",
        "closes_at": "2024-06-30T18:00:00+09:00",
        "survey_id": "s-1",
        "expected_version": 3,
    }


@pytest.mark.parametrize(
    ("days", "at"),
    [({}, "opens_at"), ({"opens_at": "tomorrow", "opens_hour": "09:00"}, "opens_at")],
)
def test_a_schedule_without_sense_is_told_at_its_field(
    office: FlaskClient, days: dict[str, str], at: str
) -> None:
    answer = post(office, "/office/surveys/s-1/schedule", _step="confirm", **days)
    assert answer.status_code == 422
    assert f'href="#f-{at}"' in answer.get_data(as_text=True)


def test_a_survey_can_open_at_once(office: FlaskClient, services: FakeServices) -> None:
    services.answer("reporting.schedule_survey", RECEIPT)
    days = {"opens_hour": "now", "closes_at": "2099-06-30", "closes_hour": "18:00"}
    assert post(office, "/office/surveys/s-1/schedule", _step="send", **days).status_code == 303
    [call] = services.called("reporting.schedule_survey")
    assert call.payload["opens_at"].endswith("+09:00")


@pytest.mark.parametrize("step", ["close", "cancel"])
def test_ending_a_survey_is_asked_back_first(
    office: FlaskClient, services: FakeServices, step: str
) -> None:
    services.answer(f"reporting.{step}_survey", RECEIPT)
    assert "元に戻すことはできません" in office.get(f"/office/surveys/s-1/{step}").get_data(
        as_text=True
    )
    assert services.called(f"reporting.{step}_survey") == []
    assert post(office, f"/office/surveys/s-1/{step}").status_code == 303
    assert len(services.called(f"reporting.{step}_survey")) == 1


def test_before_it_is_counted_a_survey_shows_its_questions(office: FlaskClient) -> None:
    text = office.get("/office/surveys/s-1").get_data(as_text=True)
    assert "満足？" in text
    assert "集計結果" not in text
    assert 'aria-current="step"' in text


@pytest.mark.requirement("RE-06")
def test_results_are_bars_with_numbers_and_texts_without_writers(
    office: FlaskClient, services: FakeServices
) -> None:
    services.answer("reporting.get_survey", SURVEY | COUNTED)
    texts = [{"question_id": "q3", "text": "<b>良い</b>"}]
    services.answer("reporting.find_survey_texts", {"items": texts, "total": 1})
    text = office.get("/office/surveys/s-1").get_data(as_text=True)
    assert "平均 4.33" in text
    assert "4団体中 3団体が回答（75.0%）" in text
    assert '<rect class="chart-fill-1" width="66.67%"' in text
    assert "66.7%" in text
    assert "&lt;b&gt;良い&lt;/b&gt;" in text
    english = office.get("/office/surveys/s-1?lang=en").get_data(as_text=True)
    assert "Happy?" in english
    assert "Posting" in english


def test_while_the_texts_are_away_the_counts_are_shown(
    office: FlaskClient, services: FakeServices
) -> None:
    services.answer("reporting.get_survey", SURVEY | COUNTED)
    services.answer("reporting.find_survey_texts", Away("reporting", "late"))
    assert "平均 4.33" in office.get("/office/surveys/s-1").get_data(as_text=True)


@pytest.mark.requirement("RE-06")
def test_the_analyst_writes_the_report_and_the_secretariat_cannot(
    office: FlaskClient, services: FakeServices
) -> None:
    services.answer("reporting.get_survey", SURVEY | COUNTED)
    services.answer("reporting.report_survey", RECEIPT)
    assert office.get("/office/surveys/s-1/report").status_code == 403
    services.sign_in("analyst")
    answer = post(office, "/office/surveys/s-1/report", analysis="満足度は高い。")
    assert answer.status_code == 303
    [call] = services.called("reporting.report_survey")
    assert call.payload["analysis"] == "満足度は高い。"
    assert office.get("/office/surveys/new").status_code == 403


def test_the_list_of_surveys_is_filtered_by_state(
    office: FlaskClient, services: FakeServices
) -> None:
    services.answer("reporting.find_surveys", {"items": [], "total": 0})
    text = office.get("/office/surveys?tab=ended").get_data(as_text=True)
    assert "アンケートはありません。" in text
    [call] = services.called("reporting.find_surveys")
    assert call.payload["states"] == ["closed", "aggregated", "reported"]
