"""Pages of an individual's own registration: sections, request, extension, confirmation."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.rehearsal import as_individual, as_staff, tokyo
from tests.unit.gateway.listing_browser import hidden, press
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity, browser
from tests.unit.identity.people_cast import COMPLETE

CONTACT = {
    "contact.postal_code": "100-0001",
    "contact.address": "東京都千代田区1-1",
    "contact.telephone": "03-1111-2222",
}


@pytest.fixture
def services() -> RehearsedIdentity:
    return RehearsedIdentity(tokyo(2024, 5, 8, 12, 0))


@pytest.fixture
def person(services: RehearsedIdentity) -> str:
    account_id = services.stage.opened()
    services.as_person(account_id)
    return account_id


@pytest.fixture
def client(app: Flask, services: RehearsedIdentity) -> FlaskClient:
    return browser(app, services)


@pytest.mark.requirement("GW-18")
@pytest.mark.requirement("ID-18")
def test_a_section_is_edited_confirmed_and_stored_only_by_the_update(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    shown = client.get("/mypage/profile").text
    assert "PARTNER個人登録情報：確認" in shown
    assert shown.count("編集する<") == 8
    url = "/mypage/profile/contact"
    form = client.get(url).text
    assert "確認画面へ進む" in form
    confirm = press(client, url, form, "confirm", CONTACT).text
    assert "更新内容の確認" in confirm
    assert "東京都千代田区1-1" in confirm
    assert services.stage.own(person)["revision"] == 0
    done = press(client, url, confirm, "send", {})
    assert done.location == "/mypage/profile"
    assert services.stage.own(person)["sections"]["contact"]["address"] == "東京都千代田区1-1"
    shown = client.get("/mypage/profile").text
    assert "「連絡先」を更新しました。" in shown
    assert "03-1111-2222" in shown


@pytest.mark.requirement("GW-18")
def test_the_confirmation_leads_back_to_the_form_with_what_was_entered(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    url = "/mypage/profile/contact"
    confirm = press(client, url, client.get(url).text, "confirm", CONTACT).text
    back = press(client, url, confirm, "back", {}).text
    assert 'value="03-1111-2222"' in back
    assert services.stage.own(person)["revision"] == 0


@pytest.mark.requirement("ID-18")
def test_lists_are_entered_in_rows_and_blank_rows_are_left_out(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    url = "/mypage/profile/career"
    form = client.get(url).text
    values = {
        "career.entries.1.employer": "かけはし病院",
        "career.entries.1.started": "2012/04",
    }
    confirm = press(client, url, form, "confirm", values)
    assert "かけはし病院" in confirm.text
    press(client, url, confirm.text, "send", {})
    career = services.stage.own(person)["sections"]["career"]
    assert [entry["employer"] for entry in career["entries"]] == ["かけはし病院"]
    assert career["entries"][0]["started"] == "2012-04"
    again = client.get(url).text
    assert "career.entries.2.employer" in again
    assert "career.entries.3.employer" not in again


@pytest.mark.requirement("ID-18")
def test_a_wrong_month_is_told_at_its_field(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    url = "/mypage/profile/career"
    values = {"career.entries.0.employer": "x", "career.entries.0.started": "2012年"}
    refused = press(client, url, client.get(url).text, "confirm", values)
    assert refused.status_code == 422
    assert "開始年月（1）: 年月を 2015-04 の形で入力してください。" in refused.text


@pytest.mark.requirement("ID-18")
def test_every_section_has_a_page_of_its_own(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    services.stage.complete(person)
    for section in COMPLETE:
        shown = client.get(f"/mypage/profile/{section}")
        assert shown.status_code == 200
        confirmed = press(client, f"/mypage/profile/{section}", shown.text, "confirm", {})
        assert confirmed.status_code in (200, 422)
    assert client.get("/mypage/profile/password").status_code == 404


@pytest.mark.requirement("GW-07")
def test_a_stale_form_is_refused_with_the_reason(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    url = "/mypage/profile/contact"
    confirm = press(client, url, client.get(url).text, "confirm", CONTACT).text
    services.stage.complete(person)
    refused = press(client, url, confirm, "send", {})
    assert refused.status_code == 409
    assert "この画面は古くなっています" in refused.text


@pytest.mark.requirement("GW-19")
@pytest.mark.requirement("ID-07")
def test_a_request_with_missing_items_names_them_with_the_way_to_each(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    shown = client.get("/mypage/full-registration").text
    assert "3営業日以内にメールでお知らせします" in shown
    refused = client.post("/mypage/full-registration", data=hidden(shown))
    assert refused.status_code == 409
    assert '<a href="/mypage/profile/contact">登録電話番号</a>' in refused.text
    assert '<a href="/mypage/profile/basic">国籍</a>' in refused.text


@pytest.mark.requirement("GW-04")
@pytest.mark.requirement("GW-16")
@pytest.mark.requirement("GW-19")
def test_the_request_states_the_day_of_the_answer_and_simple_registrants_see_it_in_the_menu(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    services.stage.complete(person)
    assert 'href="/mypage/full-registration"' in client.get("/about/registration").text
    shown = client.get("/mypage/full-registration").text
    assert shown.count("国際協力人材登録申請") > 2
    done = client.post("/mypage/full-registration", data=hidden(shown))
    assert done.status_code == 303
    services.as_person(person)
    assert "国際協力人材登録を申請中です。" in client.get("/mypage/profile").text
    shown = client.get("/mypage/full-registration").text
    assert "結果は2024/05/13までにメールでお知らせします。" in shown
    request_id = services.stage.own(person)["request"]["request_id"]
    services.stage.run(
        "approve_full_registration",
        {
            "account_id": person,
            "request_id": request_id,
            "intention_confirmed": True,
            "expertise_confirmed": True,
        },
        as_staff(),
    )
    services.as_person(person)
    menu = client.get("/mypage/profile").text
    assert "国際協力人材登録申請" not in menu
    assert "登録ステータスは、人材登録者です。" in menu
    assert "延長登録" in menu


@pytest.mark.requirement("ID-14")
def test_a_returned_request_shows_what_to_complete(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    request_id = services.stage.requested(person)
    message = {"items": ["career"], "message": "職歴を詳しくご記入ください。"}
    services.stage.run(
        "return_full_registration",
        services.stage.decision(person, request_id, **message),
        as_staff(),
    )
    shown = client.get("/mypage/full-registration").text
    assert "職歴を詳しくご記入ください。" in shown
    assert "期限：2024/06/07" in shown
    services.answer("applications.find_my_applications", {"items": [], "total": 0})
    services.answer("messaging.find_my_mails", {"items": [], "total": 0})
    assert "補完していただく項目があります" in client.get("/mypage").text


@pytest.mark.requirement("ID-15")
def test_the_extension_takes_one_confirmation(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    services.stage.full(person)
    services.as_person(person)
    assert "延長の手続きができる期間ではありません" in client.get("/mypage/extension").text
    services.stage.until(tokyo(2025, 4, 2))
    shown = client.get("/mypage/extension").text
    assert "延長する" in shown
    client.post("/mypage/extension", data=hidden(shown, "延長する"))
    assert "新しい有効期限は2026/05/31です。" in client.get("/mypage/extension").text


@pytest.mark.requirement("ID-17")
def test_the_home_asks_to_confirm_and_the_confirmation_takes_one_press(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    services.answer("applications.find_my_applications", {"items": [], "total": 0})
    services.answer("messaging.find_my_mails", {"items": [], "total": 0})
    assert "登録情報確認" not in client.get("/mypage").text
    services.stage.until(tokyo(2025, 5, 9))
    assert "登録情報確認" in client.get("/mypage").text
    shown = client.get("/mypage/confirmation").text
    client.post("/mypage/confirmation", data=hidden(shown, "登録内容に変更はありません"))
    assert "登録情報を確認しました。" in client.get("/mypage").text
    own = services.stage.run("get_own_registration", {}, as_individual(person))
    assert own["confirmation_due"] is False


@pytest.mark.requirement("ID-06")
def test_a_refused_function_points_to_the_request(
    client: FlaskClient, services: RehearsedIdentity, person: str
) -> None:
    services.refuse(
        "messaging.get_organisation_mail_form", "full-registration-needed-for-mail", "forbidden"
    )
    refused = client.get("/organisations/org-1/mail")
    assert refused.status_code == 403
    assert "人材登録者になると" in refused.text
    assert 'href="/mypage/full-registration"' in refused.text
