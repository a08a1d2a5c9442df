"""A job seeker and the staff at the counter, each reading Japanese, then English."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Any

import pytest

from tests.browser.journey_cast import individual, name_of, organisation, publish, staff
from tests.browser.reader import Reader
from tests.e2e.main_job_cast import PASSWORD
from tests.e2e.seekers_cast import apply_online

HOME, SETTINGS = "/mypage/job-seeker", "/mypage/job-seeker/settings"
BODY = "みずのかけはし"
SHINJUKU, OJI = "13060", "13080"


def _completes_the_opening(reader: Reader, **more: Any) -> None:
    """By the mailed link: who it is and what has to be agreed to."""
    window, people = reader.window, reader.people
    window.open(people.link(people.hanako, "/account/opening/"))
    reader.sees("求職者マイページの開設", "求職申込み", "同意の確認")
    reader.understands()
    window.fill(
        {
            "name": name_of(reader),
            "birth_on": "1994-04-12",
            "school": "none",
            **more,
            "password": PASSWORD,
            "password_again": PASSWORD,
            "agreed_terms": True,
            "agreed_privacy": True,
        }
    )
    reader.press("登録する")
    reader.sees("登録が完了しました")
    reader.press("ログイン")
    window.fill({"login_id": people.hanako, "password": PASSWORD})
    reader.press("個人登録者ログイン")


def _number(reader: Reader) -> str:
    found = re.search(r"\d{5}-\d{8}", reader.window.text)
    assert found is not None, reader.window.text
    return found[0]


def _finds(reader: Reader, number: str) -> None:
    """Staff look for the number of the two-dimensional code."""
    reader.opens("/office/job-seekers")
    reader.window.fill({"number": number})
    reader.press("検索")
    reader.sees("求職者 %(number)s", number=number)


def _does(reader: Reader, deed: str, done: str, **values: str) -> None:
    """Staff press a deed, fill in what it asks for and carry it out."""
    reader.press(deed)
    reader.window.fill(values)
    reader.press(deed)
    reader.sees(done)


@pytest.mark.timeout(300)
@pytest.mark.requirement("ID-26")
@pytest.mark.requirement("ID-43")
@pytest.mark.requirement("GW-22")
@pytest.mark.requirement("GW-24")
@pytest.mark.requirement("GW-26")
def test_a_job_seeker_registers_online_goes_public_and_shows_the_slip(reader: Reader) -> None:
    window, people = reader.window, reader.people
    reader.opens("/account/open")
    reader.press("マイページを開設して求職申込み")
    reader.sees("ご利用いただけない方")
    window.fill({"email": people.hanako})
    reader.press("開設用のURLを送る")
    postal_code = {"information.postal_code": "160-0022"}
    _completes_the_opening(reader, **postal_code)
    assert window.path == HOME
    me, number = reader.token(), _number(reader)
    reader.sees("利用安定所名", "求職公開状況", "非公開", "応募中の求人はありません。")
    reader.understands(name_of(reader))

    reader.press("求職者情報・設定")
    reader.press("求職公開状況を変更する")
    reader.sees("非公開でも表示する団体")
    window.fill({"public": "true"})
    reader.press("変更する")
    reader.sees("求職公開状況を変更しました。")
    reader.understands(name_of(reader))

    _, counter = staff(reader, "hello-work")
    reader.is_now(counter)
    _finds(reader, number)
    _does(reader, "利用登録者にする", "利用登録者にしました。", office=SHINJUKU)
    reader.understands(name_of(reader))

    reader.is_now(me)
    reader.reads(HOME, reader.say("ハローワーク受付票を表示"))
    reader.press("ハローワーク受付票を表示")
    reader.sees("この受付票をハローワークの窓口で提示してください。", "PDFをダウンロード")
    assert number.partition("-")[2] in window.text
    reader.understands(name_of(reader))


@pytest.mark.timeout(300)
@pytest.mark.requirement("ID-24")
@pytest.mark.requirement("ID-36")
@pytest.mark.requirement("ID-39")
@pytest.mark.requirement("GW-33")
def test_staff_open_a_page_at_the_counter_change_the_office_and_reactivate(
    reader: Reader,
) -> None:
    window, people = reader.window, reader.people
    _, counter = staff(reader, "hello-work")
    reader.is_now(counter)
    reader.opens("/office")
    reader.press("窓口でのマイページ開設")
    window.fill({"email": people.hanako, "office": SHINJUKU, "application_accepted": True})
    reader.press("登録する")
    reader.sees("メールアドレスを登録しました。開設用のURLをメールで送ります。")
    reader.understands()

    reader.is_now("")
    _completes_the_opening(reader)
    assert window.path == HOME
    reader.press("ハローワーク受付票を表示")
    me, number = reader.token(), _number(reader)

    reader.is_now(counter)
    _finds(reader, number)
    today = people.now().date().isoformat()
    _does(reader, "職業相談を記録する", "職業相談を記録しました。", held_on=today)
    _does(reader, "利用安定所を変更する", "利用安定所を変更しました。", office=OJI)
    _does(reader, "求職登録を無効にする", "求職登録を無効にしました。", reason="employed")
    reader.sees("無効", "就職したため")
    reader.understands(name_of(reader))

    reader.is_now(me)
    inactive = reader.say("求職登録は無効です（%(reason)s）。", reason=reader.say("就職したため"))
    reader.reads(HOME, inactive)
    assert reader.say("ハローワーク受付票を表示") not in window.text
    reader.understands(name_of(reader))

    reader.is_now(counter)
    _finds(reader, number)
    _does(reader, "求職登録を有効にする", "求職登録を有効にしました。")
    reader.is_now(me)
    reader.reads(HOME, reader.say("ハローワーク受付票を表示"))


@pytest.mark.timeout(300)
@pytest.mark.requirement("ID-34")
@pytest.mark.requirement("AP-12")
def test_applying_directly_in_the_final_month_extends_the_registration(reader: Reader) -> None:
    window, people = reader.window, reader.people
    office, _ = staff(reader, "secretariat")
    body, _ = organisation(reader, office)
    ends = (people.now().date() + timedelta(days=200)).isoformat()
    recruitment = {"start_on": people.now().date().isoformat(), "end_on": ends}
    direct = {"direct_application": True, "web_application": False, "recruitment": recruitment}
    [number] = publish(reader, body, {**direct, "required_documents": []})
    person, _ = individual(reader)
    apply_online(person)
    until = date.fromisoformat(person.get("/job-seekers/current")["registration"]["valid_until"])
    people.forward_to(people.now() + (until - people.now().date()) - timedelta(days=3))

    reader.is_now(str(person.log_in("individual", people.hanako)["token"]))
    reader.opens(HOME)
    assert f"{until:%Y/%m/%d}" in window.text
    reader.opens(f"/listings/{number}")
    reader.press("自主応募")
    reader.understands(name_of(reader), BODY)
    window.tick_all("confirmations")
    reader.press("自主応募に進む")
    window.fill({"motivation": reader.of("経験を生かせるためです。", "I know the work.")})
    reader.press("応募書類添付画面へ")
    assert re.search(r"AP\d{8}", reader.press("応募する"))
    reader.understands(name_of(reader), BODY)
    extended = until + timedelta(days=1)
    last = monthrange(extended.year, extended.month)[1]
    reader.reads(HOME, f"{extended.replace(day=last):%Y/%m/%d}")
