"""Accounts of individuals on a running portal, with real mails, by pages."""

from __future__ import annotations

import pytest

from tests.e2e.accounts_cast import NEW_PASSWORD, PASSWORD, People
from tests.support.portal import Portal


@pytest.fixture
def people(portal: Portal) -> People:
    return People(portal)


@pytest.mark.requirement("ID-01")
@pytest.mark.requirement("ID-60")
@pytest.mark.requirement("GW-15")
@pytest.mark.requirement("GW-17")
def test_a_person_opens_an_account_by_the_mailed_link_logs_in_and_out(people: People) -> None:
    browser = people.register()
    assert "登録が完了しました" in browser.shown
    shown = browser.log_in(people.person, PASSWORD)
    assert browser.path == "/mypage"
    assert "山田 花子さんのマイページ" in shown
    assert "登録ステータスは、簡易登録者です。" in shown
    assert "ご利用後は「ログアウト」を押してください。" in shown
    profile = browser.open("/mypage/profile")
    assert "1994/04/12" in profile
    assert people.person in profile
    assert "ログアウトしました。" in browser.press("/logout")
    browser.open("/mypage")
    assert browser.path.startswith("/login?next=")


@pytest.mark.requirement("ID-02")
@pytest.mark.requirement("ID-58")
def test_an_address_in_use_gets_the_same_page_and_its_owner_a_mail(people: People) -> None:
    browser = people.register()
    people.forward(minutes=3)
    browser.open("/account/open")
    first = browser.send(email=f"nobody-{people.mark}@people.example")
    browser.open("/account/open")
    assert browser.send(email=people.person) == first
    mails = people.portal.mails(people.person, 2)
    assert "/account/opening/" not in mails[-1].text


@pytest.mark.requirement("ID-29")
def test_an_opening_says_at_each_field_what_is_missing(people: People) -> None:
    browser = people.browser()
    browser.open("/account/open")
    browser.send(email=people.person)
    browser.open(people.link(people.person))
    shown = browser.send(422, password="a", password_again="b", birth_on="2999-01-01")
    assert "2つのパスワードが一致しません。" in shown
    assert "チェックを入れてください。" in shown
    browser.open("/account/opening/no-such-link", 404)
    assert "このURLは使えません" in browser.shown


@pytest.mark.requirement("ID-55")
@pytest.mark.requirement("ID-56")
@pytest.mark.requirement("GW-10")
def test_two_failures_bring_the_advice_and_the_third_the_lock(people: People) -> None:
    browser = people.register()
    assert "30分以上" not in browser.fail(people.person)[: browser.shown.index("ログインの前に")]
    assert "ログインできませんでした。30分以上待ってから" in browser.fail(people.person)
    locked = browser.fail(people.person)
    assert "アカウントがロックされています" in locked
    assert "/password/reissue" in locked
    assert "/faq/login" in locked
    assert "アカウントがロックされています" in browser.fail(people.person, PASSWORD)


@pytest.mark.requirement("ID-57")
@pytest.mark.requirement("ID-62")
@pytest.mark.requirement("ID-63")
@pytest.mark.requirement("ID-64")
@pytest.mark.requirement("ID-65")
@pytest.mark.requirement("GW-12")
@pytest.mark.requirement("GW-14")
def test_a_locked_person_is_released_by_a_temporary_password(people: People) -> None:
    browser = people.register()
    for _ in range(3):
        browser.fail(people.person)
    browser.open("/password/reissue")
    browser.send(403, step="check", login_id=people.person, birth_on="1990-01-01")
    shown = browser.send(step="check", login_id=people.person, birth_on="1994-04-12")
    assert "初めて飼ったペットの名前は？" in shown
    assert "お問い合わせ" in shown
    assert "登録の内容と合いません" in browser.send(403, step="send", answer="タマ")
    assert people.portal.mails_now(people.person)[1:] == []
    assert "仮パスワードをお送りしました" in browser.send(step="send", answer="ﾎﾟﾁ")
    temporary = people.temporary_password(people.person, 2)
    browser.fail(people.person, PASSWORD)
    browser.log_in(people.person, temporary)
    assert browser.path == "/password/change"


@pytest.mark.requirement("ID-65")
@pytest.mark.requirement("ID-66")
def test_a_temporary_password_opens_nothing_but_its_change(people: People) -> None:
    browser = people.register()
    browser.open("/password/reissue")
    browser.send(step="check", login_id=people.person, birth_on="1994-04-12")
    browser.send(step="send", answer="ポチ")
    assert browser.path == "/password/reissued"
    temporary = people.temporary_password(people.person, 2)
    browser.fail(people.person, PASSWORD)
    browser.log_in(people.person, temporary)
    assert browser.path == "/password/change"
    for path in ("/mypage", "/mypage/profile", "/jobs", "/"):
        browser.open(path)
        assert browser.path == "/password/change"
    assert "仮パスワードとは異なる" in browser.send(
        422,
        current_password=temporary,
        new_password=temporary,
        new_password_again=temporary,
    )
    browser.send(
        current_password=temporary, new_password=NEW_PASSWORD, new_password_again=NEW_PASSWORD
    )
    assert browser.path == "/mypage"
    assert "パスワードを変更しました。" in browser.shown
    browser.press("/logout")
    browser.fail(people.person, temporary)
    browser.log_in(people.person, NEW_PASSWORD)
    assert browser.path == "/mypage"


@pytest.mark.requirement("ID-59")
def test_a_second_device_is_refused_until_the_first_logs_out(people: People) -> None:
    first = people.register()
    first.log_in(people.person, PASSWORD)
    second = people.browser()
    second.open("/login")
    shown = second.send(409, step="individual", login_id=people.person, password=PASSWORD)
    assert "ほかの端末でログイン中です。" in shown
    first.press("/logout")
    second.log_in(people.person, PASSWORD)
    assert second.path == "/mypage"


@pytest.mark.requirement("ID-54")
def test_full_width_input_and_spaces_are_pointed_out_and_not_counted(people: People) -> None:
    browser = people.register()
    for _ in range(3):
        browser.open("/login")
        shown = browser.send(
            422, step="individual", login_id=people.person, password="ｋａｋｅｈａｓｈｉ"
        )
        assert "半角でない文字が含まれています" in shown
        shown = browser.send(
            422, step="individual", login_id=people.person + " ", password=PASSWORD
        )
        assert "空白が含まれています" in shown
    browser.log_in(people.person, PASSWORD)
    assert browser.path == "/mypage"


@pytest.mark.requirement("ID-20")
@pytest.mark.requirement("GW-41")
def test_a_person_leaves_and_the_address_can_register_anew(people: People) -> None:
    browser = people.register()
    browser.log_in(people.person, PASSWORD)
    browser.open("/mypage/leave")
    assert "チェックを入れてください。" in browser.send(422, step="confirm")
    assert "本当に会員を削除しますか。" in browser.send(step="confirm", confirmed="true")
    assert "会員を削除しました" in browser.send(step="send", confirmed="true")
    assert browser.path == "/account/left"
    browser.open("/mypage")
    assert browser.path.startswith("/login")
    browser.fail(people.person, PASSWORD)
    people.forward(minutes=3)
    used = people.link(people.person)
    browser.open("/account/open")
    browser.send(email=people.person)
    assert people.link(people.person, 2) != used
