"""The main job in the browser once the job is public: applying, handling, writing, figures, end."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.browser.main_job_in_pages import Play
from tests.e2e.main_job_cast import NEW_PASSWORD, PDF
from tests.support.browser import Window


def apply(play: Play, name: str = "履歴書") -> None:
    """Hanako logs in on the way, ticks, writes, attaches and applies (AP-01 to AP-11)."""
    window, people = play.window, play.people
    window.sit_down("hanako")
    play.log_in("individual", people.hanako, NEW_PASSWORD)
    path = f"/listings/{play.data_number}"

    def open_for_applications() -> bool:
        window.open(path)
        return "確認事項" in window.press("この案件に応募する")

    play.until(open_for_applications, "it takes no applications")
    window.tick_all("confirmations")
    window.press("この案件に応募する")
    window.fill({"remarks": "早く働けます。"})
    assert "応募書類の添付" in window.press("応募書類添付画面へ")
    file = play.folder / f"{name}.pdf"
    file.write_bytes(PDF)
    [upload, *_] = window.driver.find_elements("css selector", "main input[type=file]")
    upload.send_keys(str(file))
    play.until(lambda: "書類を添付しました。" in window.text, "the document does not arrive")
    assert re.search(r"AP\d{8}", window.press("応募する"))
    window.press("応募詳細")
    play.application = window.path.rpartition("/")[2]


def handle(play: Play) -> None:
    """The organisation reads and decides, once silently and once with a mail (AP-37 to AP-44)."""
    window, people = play.window, play.people
    window.sit_down("body")
    play.log_in("organisation", people.institution)
    path = f"/organisation/applications/{play.application}"
    play.reads(path, "早く働けます。")
    assert "履歴書.pdf" in window.text
    assert "山田 花子" in window.text
    before = len(people.portal.mails_now(people.hanako))
    _change_status(window, path, "under-selection", "false")
    window.sit_down("hanako")
    play.reads(f"/mypage/applications/{play.application}", "選考中")
    window.sit_down("body")
    _change_status(window, path, "hired", "true")
    assert "採用" in people.letter(people.hanako, "応募状況")
    assert len(people.portal.mails_now(people.hanako)) == before + 1


def _change_status(window: Window, path: str, status: str, notify: str) -> None:
    window.open(path)
    window.press("応募状況を変更")
    window.fill({"status": status, "notify": notify, "remarks_of_institution": "書類は良好"})
    window.press("確認")
    assert "応募状況を変更しました" in window.press("変更")


def write_and_answer(play: Play) -> None:
    """Hanako writes, the organisation answers, both read it (ME-01 to ME-08)."""
    window, people = play.window, play.people
    window.sit_down("hanako")
    window.open(f"/listings/{play.data_number}")
    window.press("この団体にメールを送る")
    question = {"type": "question-on-listing", "subject": "勤務地について"}
    window.fill({**question, "body": "ルサカのどこですか。"})
    window.press("送信")
    window.sit_down("body")
    play.reads("/organisation/mails", "勤務地について")
    window.press("勤務地について")
    window.fill({"subject": "Re: 勤務地について", "body": "町の中心です。"})
    window.press("確認")
    assert "返信を送信しました。" in window.press("送信")
    assert "町の中心です。" in people.letter(people.hanako, "町の中心です。")
    window.sit_down("hanako")
    play.reads("/mypage/mailbox", "Re: 勤務地について")
    assert "町の中心です。" in window.press("Re: 勤務地について")


def read_figures(play: Play) -> None:
    """The secretariat reads charts and tables made of events alone (RE-18, RE-19)."""
    window = play.window
    window.sit_down("office")
    assert "統計の概要" in window.open("/office/figures")
    assert len(window.driver.find_elements("css selector", "main figure svg")) >= 1
    play.reads("/office/figures/access?group_by=listing", play.data_number)
    play.reads("/office/figures/applications?group_by=listing", play.data_number)


def survey(play: Play) -> None:
    """A survey is written, opened, answered by the mailed link and counted (RE-05 to RE-08)."""
    window, people = play.window, play.people
    window.open("/office/surveys")
    window.press("アンケートを作成する")
    window.fill(
        {
            "kind": "organisation-satisfaction",
            "title": f"利用満足度アンケート{people.mark}",
            "questions.0.text": "満足していますか。",
            "questions.0.form": "scale",
            "questions.0.required": True,
        }
    )
    window.press("保存")
    here = window.path
    window.press("日程を決める")
    closing = people.now().date() + timedelta(days=20)
    window.fill({"opens_hour": "now", "closes_at": closing.isoformat(), "closes_hour": "18:00"})
    window.press("確認画面へ進む")
    assert "日程を決めました。" in window.press("この日程で決める")
    people.forward_to(people.now() + timedelta(minutes=1))
    identity = here.rpartition("/")[2]
    window.sit_down("addressee")
    window.open(people.link(people.institution, f"/surveys/{identity}/"))
    window.fill({"answers.q1": "4"})
    assert "回答済み" in window.press("回答を送信する")
    window.sit_down("office")
    play.reads(here, "1団体が回答")
    window.press("今すぐ締め切る")
    window.press("締め切る")
    people.forward_to(people.now() + timedelta(minutes=2))
    play.reads(here, "平均 4.0")


def leave(play: Play) -> None:
    """Hanako leaves, and her name with her (ID-20)."""
    window, people = play.window, play.people
    window.sit_down("hanako")
    window.open("/mypage/leave")
    window.fill({"confirmed": True})
    window.press("会員の削除へ進む")
    window.press("会員を削除する")
    assert window.path == "/account/left"
    shown = play.log_in("individual", people.hanako, NEW_PASSWORD)
    assert "山田" not in shown
    window.sit_down("body")
    path = f"/organisation/applications/{play.application}"
    play.until(lambda: "山田" not in window.open(path), "her name is still there")
