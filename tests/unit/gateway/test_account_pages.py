"""Opening, reissue and change of password by pages: what reaches identity, what is said."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.unit.gateway.fake_services import FakeServices

RECEIPT = {"position": 5, "version": 2, "repeated": False}
OPENING = {
    "kind": "individual",
    "path": "individual",
    "login_id": "a@people.example",
    "valid_until": "2024-05-02T03:00:00+00:00",
    "terms_version": "2024-04",
    "privacy_version": "2024-05",
}
PERSON = {
    "name": "山田 花子",
    "birth_on": "1994-04-12",
    "password": "kakehashi-1",
    "password_again": "kakehashi-1",
    "agreed_terms": "true",
    "agreed_privacy": "true",
}


def send(client: FlaskClient, path: str, **values: str) -> TestResponse:
    page = client.get(path).text
    form = page[page.index("<main") :]
    hidden = dict(re.findall(r'name="(csrf_token|_token)" value="([^"]*)"', form))
    return client.post(path, data={**hidden, **values})


@pytest.mark.requirement("ID-29")
def test_an_opening_carries_the_versions_that_were_shown(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("identity.get_opening", OPENING)
    services.answer("identity.complete_opening", {**RECEIPT, "account_id": "a"})
    response = send(client, "/account/opening/t", **PERSON)
    assert response.location == "/account/opened/individual"
    [call] = services.called("identity.complete_opening")
    assert call.payload == {
        "token": "t",
        "name": "山田 花子",
        "birth_on": "1994-04-12",
        "password": "kakehashi-1",
        "agreed_terms": "2024-04",
        "agreed_privacy": "2024-05",
    }


@pytest.mark.requirement("ID-29")
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"agreed_terms": ""}, "チェックを入れてください。"),
        ({"password_again": "other"}, "2つのパスワードが一致しません。"),
        ({"name": ""}, "入力してください。"),
        ({"birth_on": "1994-02-30"}, "正しい日付を入力してください。"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_sent(
    client: FlaskClient, services: FakeServices, changed: dict[str, str], said: str
) -> None:
    services.answer("identity.get_opening", OPENING)
    response = send(client, "/account/opening/t", **{**PERSON, **changed})
    assert response.status_code == 422
    assert said in response.text
    assert "kakehashi-1" not in response.text
    assert services.called("identity.complete_opening") == []


@pytest.mark.requirement("ID-28")
def test_only_a_job_seeker_is_asked_about_school(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("identity.get_opening", OPENING)
    assert "学校への在学状況" not in client.get("/account/opening/t").text
    services.answer("identity.get_opening", {**OPENING, "path": "job-seeker-online"})
    assert "学校への在学状況" in client.get("/account/opening/t").text
    services.refuse("identity.complete_opening", "pupil-cannot-open", "conflict")
    response = send(client, "/account/opening/t", **PERSON, school="junior-high")
    assert response.status_code == 409
    assert "求職者マイページを開設できません" in response.text


def test_an_organisation_only_sets_its_password(
    client: FlaskClient, services: FakeServices
) -> None:
    services.answer("identity.get_opening", {**OPENING, "kind": "organisation"})
    services.answer("identity.activate_account", {**RECEIPT, "account_id": "a"})
    chosen = {name: value for name, value in PERSON.items() if name not in ("name", "birth_on")}
    response = send(client, "/account/opening/t", **chosen)
    assert response.location == "/account/opened/organisation"


@pytest.mark.parametrize("code", ["link-not-valid", "invalid-input"])
def test_a_link_that_is_dead_is_explained(
    client: FlaskClient, services: FakeServices, code: str
) -> None:
    kind = "not-found" if code == "link-not-valid" else "invalid"
    services.refuse("identity.get_opening", code, kind)
    response = client.get("/account/opening/t")
    assert response.status_code == 404
    assert "このURLは使えません" in response.text


@pytest.mark.requirement("ID-24")
@pytest.mark.requirement("ID-25")
def test_only_hello_work_staff_begin_an_opening_at_the_counter(
    client: FlaskClient, services: FakeServices
) -> None:
    client.set_cookie("session", "token")
    services.sign_in("secretariat")
    assert client.get("/office/counter").status_code == 403
    services.sign_in("hello-work")
    office = {"code": "13010", "name": "飯田橋", "name_en": "Iidabashi", "prefecture": "13"}
    services.answer("identity.find_offices", {"items": [office], "total": 1})
    services.refuse("identity.request_opening", "job-seeker-application-not-accepted", "conflict")
    response = send(client, "/office/counter", email="a@people.example", office="13010")
    assert response.status_code == 409
    assert services.called("identity.request_opening")[0].payload == {
        "email": "a@people.example",
        "office": "13010",
        "application_accepted": False,
        "evening_course": False,
        "path": "job-seeker-counter",
    }


@pytest.mark.requirement("GW-12")
def test_going_back_from_the_secret_question_keeps_what_was_entered(
    client: FlaskClient, services: FakeServices
) -> None:
    values: dict[str, Any] = {"login_id": "a@people.example", "birth_on": "1994-04-12"}
    response = send(client, "/password/reissue", **values, _step="back")
    assert 'value="a@people.example"' in response.text
    assert services.called("identity.check_reissue_identity") == []


@pytest.mark.requirement("GW-13")
def test_who_has_no_secret_question_is_led_to_the_inquiry(
    client: FlaskClient, services: FakeServices
) -> None:
    services.refuse("identity.check_reissue_identity", "reissue-needs-inquiry", "conflict")
    response = send(
        client, "/password/reissue", login_id="a@x.example", birth_on="1994-04-12", _step="check"
    )
    assert response.status_code == 409
    assert 'href="/password/inquiry"' in response.text
    inquiry = client.get("/password/inquiry").text
    assert "secretariat@portal.example" in inquiry


@pytest.mark.requirement("GW-17")
def test_the_menu_shows_status_previous_login_and_last_update(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in(
        status="simple",
        previous_login_at="2024-04-30T09:00:00+00:00",
        updated_at="2024-04-01T00:00:00+00:00",
    )
    client.set_cookie("session", "token")
    shown = client.get("/mypage").text
    assert "登録ステータスは、簡易登録者です。" in shown
    assert "2024/04/30 18:00" in shown
    assert "2024/04/01 09:00" in shown
    assert "/about/registration" in shown


@pytest.mark.requirement("GW-11")
def test_every_page_of_an_individual_reminds_to_log_out(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in()
    client.set_cookie("session", "token")
    for path in ("/mypage", "/terms", "/organisations/registration"):
        assert "ご利用後は「ログアウト」を押してください。" in client.get(path).text
    services.sign_in("organisation")
    assert "ご利用後は" not in client.get("/terms").text


@pytest.mark.requirement("GW-05")
@pytest.mark.parametrize(
    "path",
    [
        "/login",
        "/account/open",
        "/account/open/job-seeker",
        "/account/open/counter",
        "/terms",
        "/privacy",
        "/about/registration",
        "/faq/login",
        "/password/reissue",
        "/password/reissue/organisation",
        "/password/inquiry",
        "/organisations/registration",
        "/organisations/registration/form",
    ],
)
def test_the_english_pages_have_no_japanese_but_names(client: FlaskClient, path: str) -> None:
    shown = client.get(f"{path}?lang=en").text
    words = re.sub(r"<[^>]+>", "", shown[shown.index("<main") :])
    left = re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]+", words)
    assert set(left) <= {"架け橋"}
