"""Pages of scout mails: the organisation's and the individual's (ME-09 to ME-15)."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.unit.gateway.application_answers import found, receipt, tokens
from tests.unit.gateway.fake_services import FakeServices
from tests.unit.gateway.scout_answers import (
    ALREADY,
    HISTORY,
    OPENED,
    RECEIVED,
    REPLIED,
    SCOUT_FORM,
)
from tests.unit.gateway.seeker_answers import PERSON, RECEIPT

COMPOSE = "/organisation/people/p-1/scout"
LIST = "/organisation/scout-messages"
MAIL = {"language": "en", "body": "May we talk?"}
REPLY = "/mypage/mailbox/m-1/reply"


def main_of(text: str) -> str:
    return text.split("<main")[1].split("</main>")[0]


def _in_the_box(services: FakeServices, mail: dict[str, Any]) -> None:
    services.answer("messaging.get_my_mail", mail)
    services.answer("messaging.open_my_mail", {**RECEIPT, **mail})


@pytest.fixture
def body(client: FlaskClient, services: FakeServices) -> FlaskClient:
    services.sign_in("organisation", organisation_id="org-1", facets=["full-organisation"])
    client.set_cookie("session", "token")
    services.answer("messaging.get_scout_form", SCOUT_FORM)
    services.answer("messaging.send_scout_message", receipt(scout_id="s-1"))
    services.answer("messaging.find_scout_messages", HISTORY)
    services.answer("messaging.open_scout_message", OPENED)
    services.answer("identity.view_person", {**RECEIPT, **PERSON})
    return client


@pytest.fixture
def hanako(client: FlaskClient, services: FakeServices) -> FlaskClient:
    services.sign_in("individual")
    client.set_cookie("session", "token")
    _in_the_box(services, RECEIVED)
    sent = receipt(scout_id="s-1", message_id="m-2")
    services.answer("messaging.reply_to_scout_message", sent)
    return client


@pytest.mark.requirement("ID-51")
def test_the_page_of_a_person_offers_the_scout_mail(
    body: FlaskClient, services: FakeServices
) -> None:
    shown = main_of(body.get("/organisation/people/p-1").text)
    assert f'href="{COMPOSE}">求職者照会メールを出す</a>' in shown
    services.answer("messaging.get_scout_form", ALREADY)
    shown = main_of(body.get("/organisation/people/p-1").text)
    assert "求職者照会メールを出す" not in shown
    assert f'href="{LIST}/s-1"' in shown


@pytest.mark.requirement("ME-09")
@pytest.mark.requirement("GW-41")
def test_language_and_content_are_entered_checked_sent_and_confirmed(
    body: FlaskClient, services: FakeServices
) -> None:
    page = main_of(body.get(COMPOSE).text)
    for text in ("ユーザID U0000007", "言語", "日本語", "英語", "内容", "確認"):
        assert text in page
    sent = tokens(body, COMPOSE) | MAIL
    checked = main_of(body.post(COMPOSE, data={**sent, "_step": "confirm"}).text)
    for text in ("求職者照会メールの確認", "英語", "May we talk?", "送信"):
        assert text in checked
    assert services.called("messaging.send_scout_message") == []

    done = body.post(COMPOSE, data={**sent, "_step": "send"})
    assert done.headers["Location"] == f"{COMPOSE}/sent"
    assert services.called("messaging.send_scout_message")[0].payload == {
        **MAIL,
        "account_id": "p-1",
    }
    services.answer("messaging.get_scout_form", ALREADY)
    complete = main_of(body.get(f"{COMPOSE}/sent").text)
    for text in ("求職者照会メールを送信しました", "ユーザID U0000007", f'href="{LIST}"'):
        assert text in complete


@pytest.mark.requirement("ME-09")
def test_what_is_missing_is_said_before_the_confirmation(body: FlaskClient) -> None:
    refused = body.post(COMPOSE, data=tokens(body, COMPOSE) | {"_step": "confirm"})
    assert refused.status_code == 422
    assert "言語: " in refused.text
    assert "内容: 入力してください。" in refused.text


@pytest.mark.requirement("ME-11")
def test_a_second_scout_mail_is_refused_with_the_advice_to_go_on_directly(
    body: FlaskClient, services: FakeServices
) -> None:
    sent = tokens(body, COMPOSE) | MAIL
    services.answer("messaging.get_scout_form", ALREADY)
    led = body.get(COMPOSE)
    assert led.headers["Location"] == f"{LIST}/s-1"
    services.refuse("messaging.send_scout_message", "scout-already-sent", "conflict")
    refused = body.post(COMPOSE, data={**sent, "_step": "send"})
    assert refused.status_code == 409
    assert "この後は直接ご連絡ください" in refused.text


def test_a_completion_page_without_a_mail_leads_to_the_form(body: FlaskClient) -> None:
    assert body.get(f"{COMPOSE}/sent").headers["Location"] == COMPOSE


@pytest.mark.requirement("ME-14")
@pytest.mark.requirement("GW-42")
def test_the_history_is_a_table_by_number_with_links_to_the_details(
    body: FlaskClient, services: FakeServices
) -> None:
    shown = main_of(body.get(LIST).text)
    assert services.called("messaging.find_scout_messages")[0].payload["order"] == "number"
    heads = ["No.", "ユーザID", "送信日時", "内容", "返信日時", "返信の内容"]
    places = [shown.index(f'<th scope="col">{head}</th>') for head in heads]
    assert places == sorted(places)
    for text in ("U0000007", "2024/05/07 10:00", "2024/05/08 11:00", "ぜひお願いします。"):
        assert text in shown
    assert f'<a href="{LIST}/s-1">3' in shown
    assert '<span lang="en">May we talk?</span>' in shown
    body.get(f"{LIST}?order=newest&page=2")
    assert services.called("messaging.find_scout_messages")[1].payload == {
        "order": "newest",
        "limit": 20,
        "offset": 20,
    }


@pytest.mark.requirement("ME-15")
@pytest.mark.parametrize(("unread", "line"), [(2, "未読メール2件"), (0, "未読メールはありません")])
def test_the_page_of_the_organisation_says_how_many_replies_are_unread(
    body: FlaskClient, services: FakeServices, unread: int, line: str
) -> None:
    services.answer("messaging.find_scout_messages", {**HISTORY, "unread": unread})
    for path in ("/organisation", LIST):
        assert line in main_of(body.get(path).text)


@pytest.mark.requirement("ME-13")
@pytest.mark.parametrize("address", ["hanako@mail.example", None])
def test_the_details_show_the_address_of_the_sender_only_when_it_was_disclosed(
    body: FlaskClient, services: FakeServices, address: str | None
) -> None:
    reply = {**OPENED["reply"], "reply_address": address, "address_disclosed": bool(address)}
    services.answer("messaging.open_scout_message", {**OPENED, "reply": reply})
    shown = main_of(body.get(f"{LIST}/s-1").text)
    field = shown[shown.index("返信者メールアドレス") :]
    assert field.partition("</dd>")[0].endswith(f">{address or '－'}")
    for text in ("No.3", "U0000007", "May we talk?", "ぜひお願いします。", "直接ご連絡ください"):
        assert text in shown
    assert ("@" in shown) == bool(address)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"reply": None}, "返信はまだありません。"),
        ({"reply": None, "left": True}, "この方は退会したため"),
        ({"text": None}, "（削除されました）"),
    ],
)
def test_the_details_say_what_is_missing(
    body: FlaskClient, services: FakeServices, changes: dict[str, Any], words: str
) -> None:
    services.answer("messaging.open_scout_message", {**OPENED, **changes})
    assert words in main_of(body.get(f"{LIST}/s-1").text)


@pytest.mark.requirement("ME-12")
def test_the_person_replies_and_decides_about_the_own_address(
    hanako: FlaskClient, services: FakeServices
) -> None:
    mail = main_of(hanako.get("/mypage/mailbox/m-1").text)
    assert f'href="{REPLY}"' in mail
    assert 'lang="en">May we talk?' in mail
    page = main_of(hanako.get(REPLY).text)
    assert "自分のメールアドレスを知らせるか" in page

    chosen = tokens(hanako, REPLY) | {"body": "はい", "disclose_address": "false"}
    undecided = {name: value for name, value in chosen.items() if name != "disclose_address"}
    refused = hanako.post(REPLY, data={**undecided, "_step": "confirm"})
    assert refused.status_code == 422
    assert "自分のメールアドレスを知らせるか: " in refused.text
    checked = hanako.post(REPLY, data={**chosen, "_step": "confirm"}).text
    assert "知らせない" in main_of(checked)
    assert services.called("messaging.reply_to_scout_message") == []

    done = hanako.post(REPLY, data={**chosen, "_step": "send"})
    assert done.headers["Location"] == "/mypage/mailbox/m-1/replied"
    assert services.called("messaging.reply_to_scout_message")[0].payload == {
        "scout_id": "s-1",
        "body": "はい",
        "disclose_address": "false",
    }
    _in_the_box(services, REPLIED)
    complete = main_of(hanako.get("/mypage/mailbox/m-1/replied").text)
    assert "直接ご連絡ください" in complete


@pytest.mark.requirement("ME-11")
def test_after_the_reply_the_person_is_told_to_go_on_directly(
    hanako: FlaskClient, services: FakeServices
) -> None:
    sent = tokens(hanako, REPLY) | {"body": "はい", "disclose_address": "true"}
    assert hanako.get("/mypage/mailbox/m-1/replied").headers["Location"] == REPLY
    _in_the_box(services, REPLIED)
    shown = main_of(hanako.get("/mypage/mailbox/m-1").text)
    assert REPLY not in shown
    assert "直接ご連絡ください" in shown
    assert hanako.get(REPLY).headers["Location"] == "/mypage/mailbox/m-1"
    services.refuse("messaging.reply_to_scout_message", "scout-already-replied", "conflict")
    refused = hanako.post(REPLY, data={**sent, "_step": "send"})
    assert refused.status_code == 409
    assert "すでに返信しています" in refused.text


def test_other_mails_have_no_reply_form(hanako: FlaskClient, services: FakeServices) -> None:
    answer = {**RECEIVED, "kind": "answer", "scout": None, "reply_address": "body@org.example"}
    _in_the_box(services, answer)
    assert hanako.get(REPLY).status_code == 404
    assert hanako.get("/mypage/mailbox/m-1/replied").status_code == 404
    services.answer("messaging.find_my_mails", found(RECEIVED))
    assert "求職者照会メール" in hanako.get("/mypage/mailbox").text


def test_the_own_reply_tells_which_address_was_disclosed(
    hanako: FlaskClient, services: FakeServices
) -> None:
    scout = {**RECEIVED["scout"], "language": None, "address_disclosed": True, "can_reply": False}
    own = {**RECEIVED, "kind": "scout-reply", "box": "sent", "scout": scout}
    _in_the_box(services, {**own, "reply_address": "hanako@mail.example"})
    shown = main_of(hanako.get("/mypage/mailbox/m-2").text)
    assert "団体に知らせたメールアドレス" in shown
    assert "hanako@mail.example" in shown
    assert "直接お送りください" not in shown
