from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from marshmallow import ValidationError
from werkzeug.wrappers import Response as AnyResponse

from gateway.auth.allow import ANYONE, allow
from gateway.forms import FormKind, area, day, hidden, many, text, tick, whole
from gateway.web.page import page
from services.kernel.contracts.fields import Day, Payload, Text
from tests.unit.gateway.fake_services import FakeServices

KIND = FormKind(
    text("content.title", "タイトル", required=True, most=10),
    area("content.text", "内容", most=1000, hint="1000文字以内"),
    whole("number", "人数"),
    day("start_on", "開始日"),
    many("fields", "分野", (("health", "保健"), ("education", "教育"))),
    tick("agreed", "同意します"),
    hidden("listing_id"),
)


class Checked(Payload):
    content = Text(most=5)
    start_on = Day()


@pytest.fixture
def form_client(app: Flask) -> Iterator[FlaskClient]:
    template = app.jinja_env.from_string(
        '{% extends "layout.html" %}{% block content %}'
        '{% call ui.form(form, "送信") %}{{ ui.fields(form) }}{% endcall %}{% endblock %}'
    )

    @allow(ANYONE)
    def view() -> Response | AnyResponse:
        form = KIND.open({"content": {"title": "既存"}, "number": 3}, version=7)
        if form.submitted:
            done = form.send("listings", "draft_listing", expected_version=form.version)
            if done:
                return done.to("/done", "保存しました。")
        return page(template, form=form)

    app.add_url_rule("/form", "form", view, methods=["GET", "POST"])
    with app.test_client() as client:
        yield client


def opened(client: FlaskClient) -> dict[str, str]:
    found = client.get("/form").text
    values = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', found))
    return {"csrf_token": values["csrf_token"], "_token": values["_token"]}


def receipt(**more: Any) -> dict[str, Any]:
    return {"position": 5, "version": 8, "repeated": False, **more}


def test_a_form_shows_what_is_stored_and_ties_labels_hints_and_marks_to_fields(
    form_client: FlaskClient,
) -> None:
    shown = form_client.get("/form").text
    assert 'value="既存"' in shown
    assert '<label for="f-content-title">' in shown
    assert "必須" in shown
    assert 'aria-describedby="f-content-text-hint"' in shown
    assert 'required aria-required="true"' in shown


def test_what_was_sent_reaches_the_operation_in_its_own_shape(
    form_client: FlaskClient, services: FakeServices
) -> None:
    services.answer("listings.draft_listing", receipt())
    response = form_client.post(
        "/form",
        data={
            **opened(form_client),
            "content.title": "新しい",
            "number": "1,200",
            "start_on": "2024-05-01",
            "fields": ["health", "education"],
            "agreed": "true",
            "listing_id": "",
        },
    )
    assert response.status_code == 303
    [called] = services.called("listings.draft_listing")
    assert called.payload == {
        "content": {"title": "新しい"},
        "number": 1200,
        "start_on": "2024-05-01",
        "fields": ["health", "education"],
        "agreed": True,
        "expected_version": 7,
    }


def test_a_refused_form_is_shown_again_with_its_errors_at_their_fields(
    form_client: FlaskClient, services: FakeServices
) -> None:
    services.refuse(
        "listings.draft_listing",
        "invalid-input",
        "invalid",
        fields={
            "content.title": [{"code": "too-long", "params": {"most": 10}}],
            "number.deep": [{"code": "invalid", "params": {}}],
            "elsewhere": [{"code": "required", "params": {}}],
        },
    )
    response = form_client.post("/form", data={**opened(form_client), "content.title": "長" * 11})
    assert response.status_code == 422
    assert (
        '<a href="#f-content-title">タイトル: 10文字以内で入力してください。</a>' in response.text
    )
    assert 'aria-invalid="true"' in response.text
    assert 'aria-describedby="f-content-title-errors"' in response.text
    assert "人数: 正しい形式で入力してください。" in response.text
    assert "elsewhere: 入力してください。" in response.text
    assert "長" * 11 in response.text


def test_a_rule_that_says_no_is_told_above_the_form(
    form_client: FlaskClient, services: FakeServices
) -> None:
    services.refuse("listings.draft_listing", "too-many-requests", "conflict")
    response = form_client.post("/form", data=opened(form_client))
    assert response.status_code == 409
    assert "一時的に制限しています" in response.text
    assert 'name="content.title"' in response.text


@pytest.mark.requirement("GW-07")
def test_the_same_form_sent_twice_is_one_command_and_says_so(
    form_client: FlaskClient, services: FakeServices
) -> None:
    tokens = opened(form_client)
    services.answer("listings.draft_listing", receipt())
    form_client.post("/form", data=tokens)
    services.answer("listings.draft_listing", receipt(repeated=True))
    form_client.post("/form", data=tokens)
    first, second = services.called("listings.draft_listing")
    assert first.envelope["command_id"] == second.envelope["command_id"]
    assert "すでに受け付けています" in form_client.get("/").text
    form_client.post("/form", data=opened(form_client))
    assert services.calls[-1].envelope["command_id"] != first.envelope["command_id"]


@pytest.mark.requirement("GW-07")
def test_a_stale_form_is_refused_with_a_page_that_explains(
    form_client: FlaskClient, services: FakeServices
) -> None:
    services.refuse("listings.draft_listing", "stale-form", "conflict")
    response = form_client.post("/form", data=opened(form_client))
    assert response.status_code == 409
    assert "この画面は古くなっています" in response.text
    assert "「戻る」ボタン" in response.text


@pytest.mark.parametrize(
    "spoil",
    [
        {"_token": "invented"},
        {"_token": ""},
        {"csrf_token": "invented"},
        {"csrf_token": ""},
    ],
)
def test_a_form_that_the_portal_did_not_make_has_no_effect(
    form_client: FlaskClient, services: FakeServices, spoil: dict[str, str]
) -> None:
    response = form_client.post("/form", data={**opened(form_client), **spoil})
    assert response.status_code == 409
    assert services.called("listings.draft_listing") == []


def test_people_read_their_own_writes(form_client: FlaskClient, services: FakeServices) -> None:
    services.answer("listings.draft_listing", receipt(position=41))
    services.answer("listings.search_listings", {"items": [], "total": 0})
    form_client.post("/form", data=opened(form_client))
    form_client.get("/")
    assert services.called("listings.search_listings")[0].envelope["after"] == 41


def test_values_can_be_checked_against_a_contract_before_a_confirmation(app: Flask) -> None:
    kind = FormKind(text("content", "内容"), day("start_on", "開始日"))
    with app.test_request_context("/"):
        assert kind.open({"content": "短い", "start_on": "2024-05-01"}).check(Checked)
        form = kind.open({"content": "長すぎる内容", "start_on": "いつか"})
        assert not form.check(Checked)
        assert form.status == 422
        assert set(form.problems) == {"content", "start_on"}
        with pytest.raises(ValidationError):
            Checked().load(form.payload)


def test_the_component_page_confirms_what_was_entered(client: FlaskClient) -> None:
    found = client.get("/design").text
    values = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', found))
    tokens = {"csrf_token": values["csrf_token"], "_token": values["_token"], "_step": "confirm"}
    refused = client.post("/design", data=tokens)
    assert refused.status_code == 422
    filled = {"title": "題", "email": "a@b.example", "start_on": "2024-05-01", "notify": "yes"}
    confirmed = client.post("/design", data={**tokens, **filled})
    assert confirmed.status_code == 200
    assert "2024/05/01" in confirmed.text
    assert "はい" in confirmed.text
