from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.pages.api_docs import type_text
from gateway.texts import problem_text, refusal_text
from gateway.translations import catalogue, check
from gateway.web.menus import Menus
from gateway.web.page import MenuEntry
from gateway.web.paging import Paging
from gateway.web.rendering import day_text, moment_text, number_text
from tests.unit.gateway.fake_services import FakeServices


@pytest.mark.requirement("GW-05")
def test_a_chosen_language_stays_chosen(client: FlaskClient) -> None:
    assert '<html lang="ja">' in client.get("/").text
    assert '<html lang="ja">' in client.get("/", headers={"Accept-Language": "en"}).text
    chosen = client.get("/?lang=en")
    assert '<html lang="en">' in chosen.text
    assert '<html lang="en">' in client.get("/").text
    assert "日本語" in chosen.text
    assert '<html lang="ja">' in client.get("/?lang=ja").text
    assert '<html lang="ja">' in client.get("/").text


@pytest.mark.requirement("GW-01")
def test_every_page_leads_to_login_jobs_and_trainings(client: FlaskClient) -> None:
    for path in ("/", "/design", "/nothing"):
        page = client.get(path).text
        assert '<a class="button button-small button-strong" href="/login">ログイン</a>' in page
        assert '<a href="/jobs">求人・インターン情報</a>' in page
        assert '<a href="/trainings">研修・イベント情報</a>' in page


@pytest.mark.requirement("GW-03")
def test_every_page_points_to_the_official_social_network_page(client: FlaskClient) -> None:
    assert 'href="https://social.portal.example/"' in client.get("/").text


@pytest.mark.requirement("ID-60")
def test_every_page_of_a_logged_in_user_offers_to_log_out(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in()
    client.set_cookie("session", "token")
    assert 'action="/logout"' in client.get("/").text


@pytest.mark.requirement("GW-08")
def test_dates_and_times_are_shown_the_japanese_way() -> None:
    assert day_text("2024-05-01") == "2024/05/01"
    assert moment_text("2024-05-01T15:30:00+00:00") == "2024/05/02 00:30"
    assert day_text(None) == moment_text("") == ""
    assert number_text(1234567) == "1,234,567"


def test_an_unknown_code_still_has_a_sentence(app: Flask) -> None:
    with app.test_request_context("/"):
        assert refusal_text("never-heard-of") == "この操作はできません。"
        assert problem_text({"code": "never-heard-of"}) == "正しい形式で入力してください。"
        assert problem_text({"code": "too-long"}) == "…文字以内で入力してください。"


def test_the_check_sees_labels_codes_and_problems() -> None:
    assert "ログイン" in check.labels()
    assert "総件数：%(total)s件中 %(first)s件～%(last)s件を表示しています" in check.labels()
    assert {"stale-form", "not-permitted", "service-away"} <= check.refusal_codes()
    assert {"too-long", "required", "control-character"} <= check.problem_codes()


@pytest.mark.requirement("GW-05")
def test_texts_of_the_framework_exist_in_both_languages() -> None:
    for language in ("ja", "en"):
        book = catalogue(language)
        for key in ("code.stale-form", "field.required", "field.too-long"):
            message = book.get(key)
            assert message is not None
            assert message.string


@pytest.mark.requirement("LI-51")
def test_a_list_says_which_of_how_many_it_shows(client: FlaskClient) -> None:
    page = client.get("/design?page=2").text
    assert "総件数：243件中 21件～40件を表示しています" in page
    assert 'href="/design?page=3"' in page


@pytest.mark.requirement("LI-53")
def test_only_the_first_thousand_can_be_reached() -> None:
    paging = Paging(50, 5000)
    assert (paging.pages, paging.last) == (50, 1000)
    assert Paging(1, 0).first == 0
    assert Paging(6, 400).numbers() == [1, None, 4, 5, 6, 7, 8, None, 20]


def test_a_menu_entry_that_leads_nowhere_stops_the_start(app: Flask) -> None:
    menus = Menus()
    menus.add([MenuEntry("mypage", "nowhere", "no.such.page")])
    with pytest.raises(LookupError, match=r"no\.such\.page"):
        menus.check(app)


def test_the_reference_of_the_api_names_operations_schemas_and_codes(client: FlaskClient) -> None:
    page = client.get("/api/docs").text
    assert 'id="op-read_events"' in page
    assert 'id="schema-Problem"' in page
    assert 'id="problem-stale-form"' in page
    assert "<script>" not in page


def test_schemas_are_put_in_words() -> None:
    assert type_text({"$ref": "#/components/schemas/Card"}) == "Card"
    assert type_text({"type": "array", "items": {"type": "string"}}) == "list of string"
    assert type_text({"type": ["string", "null"], "format": "date"}) == "string | null (date)"
    assert type_text({"type": "string", "enum": ["a", "b"]}) == "string: a, b"
    assert type_text({"type": "integer", "minimum": 1, "maximum": 5}) == "integer, 1 to 5"
    assert type_text({"type": "string", "maxLength": 5}) == "string, at most 5"
    assert type_text({"anyOf": [{"type": "string"}, {"type": "null"}]}) == "string | null"
