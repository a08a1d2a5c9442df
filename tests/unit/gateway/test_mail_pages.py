from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.unit.gateway.application_answers import (
    INBOX_ENTRY,
    LETTER,
    MAIL,
    NOTICE_MAIL,
    PROFILE,
    THREAD,
    found,
    receipt,
    tokens,
)
from tests.unit.gateway.fake_services import FakeServices

COMPOSE = "/listings/D0000001/mail"
INBOX = "/organisation/mails"
QUESTION = {"type": "question-on-listing", "subject": "質問です", "body": "勤務地は？"}
ANSWER = {"subject": "回答です", "body": "ナイロビです", "reply_address": "jinji@org.example"}


@pytest.fixture
def hanako(client: FlaskClient, services: FakeServices) -> FlaskClient:
    services.sign_in("individual")
    client.set_cookie("session", "token")
    services.answer("identity.get_profile", PROFILE)
    services.answer(
        "messaging.get_organisation_mail_form",
        {
            "organisation_id": "org-1",
            "organisation_name": "国際協力の会",
            "listing": MAIL["listing"],
            "types": ["question-on-listing", "question-on-applying", "other"],
        },
    )
    services.answer("messaging.send_organisation_mail", receipt(mail_id="mail-1"))
    return client


@pytest.fixture
def body(client: FlaskClient, services: FakeServices) -> FlaskClient:
    services.sign_in("organisation", organisation_id="org-1")
    client.set_cookie("session", "token")
    services.answer("messaging.find_organisation_mails", found(INBOX_ENTRY))
    services.answer("messaging.get_organisation_mail", THREAD)
    services.answer("messaging.answer_organisation_mail", receipt(mail_id="mail-1"))
    return client


@pytest.mark.requirement("ME-01")
@pytest.mark.requirement("ME-03")
def test_the_compose_page_has_the_organisation_as_fixed_recipient(hanako: FlaskClient) -> None:
    shown = hanako.get(COMPOSE).text
    for text in ("宛先", "国際協力の会", "メール種別", "件名", "本文", "送信", "プロフィール公開"):
        assert text in shown
    assert 'name="organisation_id"' not in shown


@pytest.mark.requirement("ME-02")
def test_a_mail_is_sent_under_the_registered_name_to_the_organisation_of_the_listing(
    hanako: FlaskClient, services: FakeServices
) -> None:
    forged = {"sender_name": "別人", "organisation_id": "org-2"}
    done = hanako.post(COMPOSE, data=tokens(hanako, COMPOSE) | QUESTION | forged)
    assert done.headers["Location"] == "/mypage/mailbox/sent"
    assert services.called("messaging.send_organisation_mail")[0].payload == {
        **QUESTION,
        "organisation_id": "org-1",
        "sender_name": "山田 花子",
        "listing_id": "job-1",
    }


@pytest.mark.requirement("ME-02")
def test_what_is_missing_is_said_at_its_field(hanako: FlaskClient, services: FakeServices) -> None:
    problem = {"code": "required", "params": {}}
    services.refuse(
        "messaging.send_organisation_mail",
        "invalid-input",
        "invalid",
        fields={"subject": [problem], "body": [problem]},
    )
    refused = hanako.post(COMPOSE, data=tokens(hanako, COMPOSE) | {"type": "other"})
    assert refused.status_code == 422
    assert "件名: 入力してください。" in refused.text
    assert "本文: 入力してください。" in refused.text


@pytest.mark.requirement("ME-06")
@pytest.mark.requirement("GW-39")
def test_the_mailbox_shows_the_received_box_first_and_the_sent_one_beside_it(
    hanako: FlaskClient, services: FakeServices
) -> None:
    services.answer(
        "messaging.find_my_mails",
        lambda asked: found(MAIL) if asked["box"] == "received" else found(),
    )
    shown = hanako.get("/mypage/mailbox").text
    assert '<a href="/mypage/mailbox" aria-current="page">受信ボックス</a>' in shown
    for text in ("回答です", "国際協力の会", "2024/05/07 10:00", "未読"):
        assert text in shown
    services.answer("messaging.find_my_mails", found({**MAIL, "unread": False}))
    assert "未読" not in hanako.get("/mypage/mailbox").text
    services.answer("messaging.find_my_mails", found())
    assert "送信したメールはありません。" in hanako.get("/mypage/mailbox/sent").text


@pytest.mark.requirement("ME-05")
@pytest.mark.requirement("ME-07")
def test_a_received_mail_shows_the_address_to_write_to_and_no_reply_form(
    hanako: FlaskClient, services: FakeServices
) -> None:
    services.answer("messaging.open_my_mail", LETTER)
    shown = hanako.get("/mypage/mailbox/m-1").text
    main = shown.split("<main")[1].split("</main>")[0]
    for text in ("回答です", "国際協力の会", "ナイロビです。", "mailto:jinji@org.example"):
        assert text in main
    assert "<form" not in main


@pytest.mark.requirement("ME-08")
def test_the_mail_of_another_person_is_not_found(
    hanako: FlaskClient, services: FakeServices
) -> None:
    services.refuse("messaging.open_my_mail", "not-found", "not-found")
    assert hanako.get("/mypage/mailbox/m-2").status_code == 404


def test_a_notice_of_a_status_leads_to_the_application(
    hanako: FlaskClient, services: FakeServices
) -> None:
    notice = {**LETTER, "kind": "notice", "application_id": "a-1", "reply_address": None}
    services.answer("messaging.open_my_mail", notice)
    assert 'href="/mypage/applications/a-1"' in hanako.get("/mypage/mailbox/m-1").text


def test_the_inbox_of_an_organisation_can_be_narrowed_to_what_has_no_answer(
    body: FlaskClient, services: FakeServices
) -> None:
    shown = body.get(f"{INBOX}?answered=no").text
    assert services.called("messaging.find_organisation_mails")[0].payload["answered"] == "no"
    for text in ("質問です", "山田 花子", "未返信", "募集内容についての質問"):
        assert text in shown


@pytest.mark.requirement("ME-04")
@pytest.mark.requirement("GW-41")
def test_an_answer_is_checked_and_sent(body: FlaskClient, services: FakeServices) -> None:
    path = f"{INBOX}/mail-1"
    shown = body.get(path).text
    assert "勤務地は？" in shown
    assert 'value="Re: 質問です"' in shown

    sent = tokens(body, path) | ANSWER
    checked = body.post(path, data={**sent, "_step": "confirm"})
    assert "返信の確認" in checked.text
    assert services.called("messaging.answer_organisation_mail") == []

    done = body.post(path, data={**sent, "_step": "send"})
    assert done.headers["Location"] == path
    assert services.called("messaging.answer_organisation_mail")[0].payload == {
        **ANSWER,
        "mail_id": "mail-1",
        "expected_version": 1,
    }


def test_a_wrong_address_for_replies_is_said_before_the_check(body: FlaskClient) -> None:
    path = f"{INBOX}/mail-1"
    wrong = tokens(body, path) | ANSWER | {"reply_address": "jinji", "_step": "confirm"}
    refused = body.post(path, data=wrong)
    assert refused.status_code == 422
    assert "返信先メールアドレス: 正しいメールアドレスを入力してください。" in refused.text


def test_somebody_who_has_left_cannot_be_answered(
    body: FlaskClient, services: FakeServices
) -> None:
    services.answer("messaging.get_organisation_mail", {**THREAD, "can_answer": False})
    shown = body.get(f"{INBOX}/mail-1").text
    assert "返信できません" in shown
    assert 'name="body"' not in shown


@pytest.mark.requirement("ME-32")
def test_the_secretariat_sees_suppressed_mails_without_addresses(
    client: FlaskClient, services: FakeServices
) -> None:
    services.sign_in("secretariat")
    client.set_cookie("session", "token")
    services.answer("messaging.find_notice_mails", found(NOTICE_MAIL))
    shown = client.get("/office/notice-mails?state=suppressed").text
    assert services.called("messaging.find_notice_mails")[0].payload["state"] == "suppressed"
    for text in ("応募状況の更新", "送信停止", "account-1"):
        assert text in shown
    services.sign_in("individual")
    assert client.get("/office/notice-mails").status_code == 403
