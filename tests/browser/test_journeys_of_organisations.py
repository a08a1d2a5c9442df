"""An organisation, and the secretariat that decides, each reading Japanese, then English."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.journey_cast import draft, individual, job, name_of, organisation, staff
from tests.browser.reader import Reader

PROFILE = "/organisation/profile"
# What register() of the casts tells of the organisation, in Japanese.
BODY = ("みずのかけはし", "東京都新宿区架空町1-2-3", "水野 直子", "給水施設をつくっています。")
EVENTS = (
    "NO,都道府県コード又は市区町村コード,名称,開始日,終了日,申込期限日,住所都道府県,イベント種類\n"
    "1,111007,Summer school,{day},{day},{day},埼玉県,教育\n"
    "2,111007,Winter school,2024-13-01,,,埼玉県,教育\n"
)


@pytest.mark.timeout(300)
@pytest.mark.requirement("ID-72")
@pytest.mark.requirement("GW-49")
def test_an_organisation_applies_and_the_secretariat_registers_it(reader: Reader) -> None:
    window, people, of = reader.window, reader.people, reader.of
    name = f"{of('みずのかけはし', 'Bridge of Water')} {people.mark}"
    reader.opens("/organisations/registration")
    reader.press("国際協力団体として申請")
    reader.press("確認画面へ進む")
    reader.sees("入力内容をご確認ください")
    reader.understands()
    window.fill(
        {
            "category": "school",
            "institution_type": "university",
            "name": name,
            "name_en": f"Bridge of Water {people.mark}",
            "address": of("東京都新宿区架空町1-2-3", "1-2-3 Kakuucho, Tokyo"),
            "telephone": "03-0000-0001",
            "email": people.institution,
            "person_in_charge": of("水野 直子", "Naoko Mizuno"),
            "activity": of("給水施設をつくっています。", "We build wells."),
            "listed": True,
        }
    )
    reader.press("確認画面へ進む")
    reader.sees("入力内容の確認")
    reader.understands()
    reader.press("申請する")
    reader.sees("申請を受け付けました")

    _, office = staff(reader, "secretariat")
    reader.is_now(office)
    reader.opens("/office")
    reader.press("団体登録の申請（JICA・政府機関など）")
    reader.sees("団体登録の申請")
    reader.turns_to(name)
    window.press(name)
    reader.press("登録する")
    reader.sees("団体の登録の確認")
    reader.understands()
    reader.press("登録する")
    reader.hears(
        "団体を登録しました。求人機関IDは%(id)sです。パスワード設定用のURLをメールで送ります。"
    )
    assert people.link(people.institution, "/account/opening/")


@pytest.mark.timeout(300)
@pytest.mark.requirement("ID-78")
@pytest.mark.requirement("ID-80")
@pytest.mark.requirement("ID-81")
@pytest.mark.requirement("GW-43")
def test_registered_data_are_confirmed_and_a_change_is_asked_for_and_made(reader: Reader) -> None:
    window = reader.window
    person, office = staff(reader, "secretariat")
    _, me = organisation(reader, person)
    reader.is_now(me)
    reader.opens("/organisation")
    reader.press("登録情報確認")
    reader.sees("登録情報を変更するには", "確認時期前")
    reader.press("変更はありません")
    reader.sees("登録情報に変更がないことを、事務局に伝えます。")
    reader.press("変更はありません")
    reader.sees("登録情報を確認しました。ありがとうございました。", "確認済み")
    reader.understands(*BODY)
    reader.press("変更を依頼する")
    wish = reader.of("電話番号を03-0000-0099に", "The telephone is 03-0000-0099 now")
    window.fill({"items": wish})
    reader.press("確認画面へ進む")
    reader.press("依頼する")
    reader.sees("登録情報の変更を事務局に依頼しました。")

    reader.is_now(office)
    reader.opens("/office")
    reader.press("登録情報の変更依頼")
    reader.turns_to(wish)
    window.press(f"みずのかけはし{reader.people.mark}")
    reader.sees("変更依頼", "変更すると、団体のログインIDもこのアドレスになります。")
    window.fill({"telephone": "03-0000-0099"})
    reader.press("確認画面へ進む")
    reader.understands(*BODY)
    reader.press("変更する")
    reader.sees("登録情報を変更しました。")
    reader.is_now(me)
    reader.reads(PROFILE, "03-0000-0099")


@pytest.mark.timeout(300)
@pytest.mark.requirement("GW-05")
def test_an_organisation_looks_through_a_history_and_imports_a_file(
    reader: Reader, tmp_path: Path
) -> None:
    window = reader.window
    client, me = organisation(reader, staff(reader, "secretariat")[0])
    listing = draft(reader, client)
    changed = job(reader, title=reader.of("井戸の技術者", "Engineer of wells"))
    client.ask("PUT", f"/own-listings/{listing}/draft", content=changed)
    reader.is_now(me)
    reader.reads(f"/organisation/listings/{listing}/history", reader.say("直前との違い"))
    reader.understands(*BODY)
    reader.press("直前との違い", "2")
    reader.sees("二つの時点の違い", "変わった項目（%(count)s件）", count=1)
    assert reader.of("給水の技術者", "Water engineer") in window.text
    assert changed["title"] in window.text
    reader.understands(*BODY)

    reader.opens("/organisation/imports")
    reader.press("次へ")
    reader.sees("入力内容をご確認ください")
    file = tmp_path / "events.csv"
    file.write_text(EVENTS.format(day=reader.people.now().date().replace(day=28)), "utf-8")
    [upload] = window.driver.find_elements("css selector", "main input[type=file]")
    upload.send_keys(str(file))
    reader.press("次へ")
    reader.sees("試しの取り込みの結果", "取り込めない行とその理由")
    reader.understands(*BODY, "開始日")
    reader.press("この内容で取り込む")
    reader.sees("取り込みの結果")
    reader.sees("取り込みが終わりました。新しい行と変わった行は、事務局の確認を待っています。")
    reader.understands(*BODY, "開始日")
    reader.reads("/organisation/listings/pending", "Summer school")


@pytest.mark.timeout(300)
@pytest.mark.requirement("ID-12")
@pytest.mark.requirement("LI-67")
def test_the_secretariat_finds_a_person_and_publishes_an_answer(reader: Reader) -> None:
    window, people, name = reader.window, reader.people, name_of(reader)
    individual(reader)
    _, office = staff(reader, "secretariat")
    reader.is_now(office)
    reader.opens("/office")
    reader.press("個人の検索")
    window.fill({"login_id": people.hanako})
    reader.press("検索")
    reader.sees("%(total)s件見つかりました。", total=1)
    reader.understands(name)
    window.press(name)
    reader.press("JOCV帰国者の記録")
    reader.press("JOCV帰国者として記録する")
    reader.sees("JOCV帰国者の記録を変更しました。", "JOCV帰国者")
    reader.understands(name)

    reader.opens("/office/contents")
    window.fill({"kind": "faq"})
    reader.press("作成")
    question, english = f"質問 {people.mark}", f"Question {people.mark}"
    window.fill(
        {
            "audience": "everyone",
            "version.title": question,
            "version.body": "答え",
            "version.title_en": english,
            "version.body_en": "Answer",
            "version.category": "登録",
        }
    )
    reader.press("下書きを保存")
    reader.sees("下書きを保存しました。内容を確認してから公開してください。")
    reader.press("確認して公開する")
    window.fill({"checked": True})
    reader.press("公開")
    reader.sees("公開しました。")
    reader.is_now("")
    reader.reads("/faq", reader.of(question, english))
