"""An individual, and the secretariat that decides, each reading Japanese, then English."""

from __future__ import annotations

import pytest

from deploy.local.demo.registration import SECTIONS
from tests.browser.journey_cast import individual, name_of, organisation, publish, staff
from tests.browser.reader import Reader
from tests.e2e.main_job_cast import Client

BODY = "みずのかけはし"
REQUEST = "/mypage/full-registration"


def _enters_everything(person: Client) -> str:
    """What D-20 asks of a full registrant, by the API; the id of the account."""
    own = person.get("/registrations/own")
    kept = {name: own["sections"]["basic"][name] for name in ("name", "name_kana", "birth_on")}
    sections = {**SECTIONS, "basic": {**kept, "nationality": "JP"}}
    assert person.ask("PATCH", "/registrations/own", **sections)["missing"] == []
    return str(own["account_id"])


@pytest.mark.timeout(300)
@pytest.mark.requirement("GW-18")
@pytest.mark.requirement("ID-18")
def test_registered_data_change_with_the_last_step_only(reader: Reader) -> None:
    window = reader.window
    _, me = individual(reader)
    reader.is_now(me)
    reader.opens("/mypage")
    reader.sees("%(name)sさんのマイページ", name=name_of(reader))
    reader.understands(name_of(reader))
    reader.opens("/mypage/profile")
    reader.press("編集する", reader.say("連絡先"))
    address = reader.of("東京都千代田区架空町1-1", "1-1 Kakuucho, Tokyo")
    window.fill({"contact.address": address, "contact.telephone": "03-0000-0100"})
    reader.press("確認画面へ進む")
    reader.sees("まだ保存されていません。内容をご確認のうえ「更新」を押してください。")
    reader.understands(name_of(reader))
    reader.press("戻る")
    reader.opens("/mypage/profile")
    assert address not in window.text
    reader.press("編集する", reader.say("連絡先"))
    window.fill({"contact.address": address, "contact.telephone": "03-0000-0100"})
    reader.press("確認画面へ進む")
    reader.press("更新")
    reader.sees("「%(section)s」を更新しました。", section=reader.say("連絡先"))
    assert address in window.text


@pytest.mark.timeout(300)
@pytest.mark.requirement("GW-19")
@pytest.mark.requirement("GW-48")
@pytest.mark.requirement("ID-10")
@pytest.mark.requirement("ID-11")
def test_a_full_registration_is_asked_for_returned_completed_and_approved(reader: Reader) -> None:
    window, name = reader.window, name_of(reader)
    person, me = individual(reader)
    reader.is_now(me)
    reader.opens(REQUEST)
    reader.press("申請")
    reader.sees("入力されていない項目があります")
    account = _enters_everything(person)
    reader.opens(REQUEST)
    reader.press("申請")
    reader.hears("国際協力人材登録を申請しました。結果は%(day)sまでにメールでお知らせします。")

    _, office = staff(reader, "secretariat")
    reader.is_now(office)
    reader.opens("/office")
    reader.press("国際協力人材登録の申請")
    reader.sees("審査待ち", "期限超過", "回答の期限")
    at = f"/office/full-registrations/{account}"
    reader.reads(at, reader.say("補完を依頼する"))
    reader.press("補完を依頼する")
    wish = reader.of("職歴の詳細をお書きください。", "Please tell more of your career.")
    reader.press("確認画面へ進む")
    reader.sees("入力内容をご確認ください")
    window.fill({"items": "career", "message": wish})
    reader.press("確認画面へ進む")
    reader.sees("次の内容を本人にメールで伝えます。")
    reader.understands(name)
    reader.press("補完を依頼する")
    reader.sees("補完を依頼しました。内容をメールでお知らせします。")

    reader.is_now(me)
    reader.reads(
        "/mypage", reader.say("国際協力人材登録の申請に、補完していただく項目があります。")
    )
    reader.opens(REQUEST)
    assert wish in window.text
    reader.press("職歴")
    window.fill({"career.entries.0.duties": reader.of("研修の企画", "Planning of trainings")})
    reader.press("確認画面へ進む")
    reader.press("更新")
    reader.opens(REQUEST)
    reader.press("申請")
    reader.hears("申請を受け付けています。結果は%(day)sまでにメールでお知らせします。")

    reader.is_now(office)
    reader.reads(at, reader.of("研修の企画", "Planning of trainings"))
    reader.press("承認する")
    window.fill({"intention_confirmed": True})
    reader.press("承認する")
    reader.sees("入力内容をご確認ください")
    window.fill({"expertise_confirmed": True})
    reader.press("承認する")
    reader.sees("国際協力人材登録を承認しました。結果をメールでお知らせします。")
    reader.is_now(me)
    reader.reads("/mypage", reader.say("登録ステータスは、人材登録者です。"))
    reader.understands(name)


@pytest.mark.timeout(300)
@pytest.mark.requirement("LI-52")
@pytest.mark.requirement("LI-55")
@pytest.mark.requirement("LI-57")
@pytest.mark.requirement("LI-59")
def test_a_visitor_searches_narrows_and_orders_and_keeps_what_was_found(reader: Reader) -> None:
    window, of, mark = reader.window, reader.of, reader.people.mark
    body, _ = organisation(reader, staff(reader, "secretariat")[0])
    soon, late = (
        f"{of(one, other)} {mark}" for one, other in (("井戸", "Wells"), ("水道", "Pipes"))
    )
    today = reader.people.now().date()
    kenya = [{"country": "KE", "text": of("ナイロビ", "Nairobi")}]
    ends = {"start_on": today.isoformat(), "end_on": today.replace(year=today.year + 1).isoformat()}
    numbers = publish(
        reader, body, {"title": soon}, {"title": late, "locations": kenya, "recruitment": ends}
    )
    reader.is_now("")
    reader.opens("/jobs")
    window.fill({"keyword": mark, "kinds": "job", "open": True})
    reader.press("この条件で検索する")
    reader.sees(
        "総件数：%(total)s件中 %(first)s件～%(last)s件を表示しています", total=2, first=1, last=2
    )
    reader.understands(BODY)
    window.fill({"order": "latest-deadline"})
    reader.press("この条件で検索する")
    assert window.text.index(late) < window.text.index(soon)
    window.fill({"order": "nearest-deadline"})
    reader.press("この条件で検索する")
    assert window.text.index(soon) < window.text.index(late)
    place = of("ケニア", "Kenya")
    window.press(place)
    assert late in window.text
    assert soon not in window.text
    off = f"{reader.say('勤務地')} {place} ×{reader.say('この条件を外す')}"
    window.press(off)
    assert soon in window.text
    assert reader.say("この条件を保存する") not in window.text
    for feed, kind in (
        ("新着をRSSで受け取る", "application/rss+xml"),
        ("応募締切のカレンダー（iCalendar）", "text/calendar"),
    ):
        [link] = window.driver.find_elements("link text", reader.say(feed))
        there = str(link.get_dom_attribute("href"))
        assert reader.people.client().fetch("GET", there).headers["content-type"].startswith(kind)

    searched = window.path
    _, me = individual(reader)
    reader.is_now(me)
    reader.opens(searched)
    reader.press("この条件を保存する")
    reader.sees("検索条件を保存しました。")
    reader.understands(name_of(reader))
    [run] = window.driver.find_elements("css selector", "main td a.button")
    window.open(str(run.get_dom_attribute("href")))
    assert soon in window.text
    reader.opens(f"/listings/{numbers[1]}")
    reader.press("お気に入りに登録する")
    reader.sees("お気に入りに登録しました。", "お気に入りから外す")
    reader.understands(name_of(reader), BODY)
    reader.opens("/mypage/searches")
    reader.press("削除")
    reader.sees("検索条件を削除しました。")
