"""The main job as people do it in the browser, scene by scene."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.e2e.main_job_cast import NEW_PASSWORD, PASSWORD, TOKYO, People, eventually
from tests.support.browser import Window

ANSWER = "ポチ"
REASON = "応募方法を具体的に書いてください。"


@dataclass
class Play:
    """The people, their window and what has come about so far."""

    people: People
    window: Window
    folder: Path
    staff: str = ""
    data_number: str = ""
    application: str = ""

    @property
    def title(self) -> str:
        return f"給水コーディネーター{self.people.mark}"

    @property
    def body_name(self) -> str:
        return f"みずのかけはし{self.people.mark}"

    def until(self, condition: Callable[[], bool], otherwise: str) -> None:
        """Waits patiently, with the state of the window in the complaint."""
        try:
            eventually(condition, otherwise)
        except AssertionError:
            raise AssertionError(f"{otherwise}; {self.window.path}\n{self.window.text}") from None

    def reads(self, path: str, text: str) -> None:
        """Waits until the page, or a later page of its list, says that; stays there."""
        self.until(lambda: self._somewhere(path, text), f"{path} does not say {text}")

    def _somewhere(self, path: str, text: str) -> bool:
        window = self.window
        shown = window.open(path)
        while text not in shown:
            if "次へ" not in shown.splitlines():
                return False
            shown = window.press("次へ")
        return True

    def log_in(self, kind: str, login_id: str, password: str = PASSWORD) -> str:
        """Logs in on the page for that kind of account."""
        page = "/office/login" if kind == "internal" else "/login"
        self.window.open(page)
        if self.window.path != page:
            # Late in the evening the next day begins before the last session is over.
            self.window.press("ログアウト", within="header")
            self.window.open(page)
        self.window.fill({"login_id": login_id, "password": password})
        buttons = {
            "individual": "個人登録者ログイン",
            "organisation": "団体登録者ログイン",
            "internal": "ログイン",
        }
        return self.window.press(buttons[kind])


def open_account(play: Play) -> None:
    """Hanako opens an account by the mailed link (ID-01, ID-02)."""
    window, people = play.window, play.people
    window.open("/")
    window.press("ログイン", within="header")
    window.press("個人の新規登録")
    window.fill({"email": people.hanako})
    window.press("登録用のURLを送る")
    window.open(people.link(people.hanako, "/account/opening/"))
    window.fill(
        {
            "name": "山田 花子",
            "name_kana": "ヤマダ ハナコ",
            "birth_on": "2094-04-12",
            "secret_question": "初めて飼ったペットの名前は？",
            "secret_answer": ANSWER,
            "password": PASSWORD,
            "password_again": PASSWORD,
            "agreed_terms": True,
            "agreed_privacy": True,
        }
    )
    assert "入力内容をご確認ください" in window.press("登録する")
    window.fill({"birth_on": "1994-04-12", "password": PASSWORD, "password_again": PASSWORD})
    assert "登録が完了しました" in window.press("登録する")


def lock_and_reissue(play: Play) -> None:
    """Three failures lock; a temporary password opens again and must be changed (ID-55, ID-56)."""
    window, people = play.window, play.people
    for _ in range(3):
        shown = play.log_in("individual", people.hanako, "wrong-1234")
    assert "ロック" in shown
    window.open("/password/reissue")
    window.fill({"login_id": people.hanako, "birth_on": "1994-04-12"})
    assert "初めて飼ったペットの名前は？" in window.press("確認")
    window.fill({"answer": ANSWER})
    window.press("再発行")
    temporary = people.temporary_password(people.hanako)
    play.log_in("individual", people.hanako, temporary)
    assert window.path == "/password/change"
    change = {"current_password": temporary, "new_password": NEW_PASSWORD}
    window.fill({**change, "new_password_again": NEW_PASSWORD})
    assert "マイページ" in window.press("パスワードを変更する")
    assert "山田 花子" in window.text
    window.press("ログアウト", within="header")


def register(play: Play) -> None:
    """The organisation asks, the secretariat approves, the link activates (ID-72 to ID-80)."""
    window, people = play.window, play.people
    window.open("/organisations/registration")
    window.press("国際協力団体として申請")
    window.fill(
        {
            "category": "other",
            "institution_type": "ngo",
            "name": play.body_name,
            "name_en": f"Bridge of Water {people.mark}",
            "address": "東京都新宿区架空町1-2-3",
            "telephone": "03-0000-0001",
            "email": people.institution,
            "person_in_charge": "水野 直子",
            "activity": "給水施設をつくっています。",
            "listed": True,
        }
    )
    assert "入力内容の確認" in window.press("確認画面へ進む")
    assert "申請を受け付けました" in window.press("申請する")
    window.sit_down("office")
    play.staff = people.staff("secretariat")
    play.log_in("internal", play.staff)
    assert window.path == "/office", window.text
    play.reads("/office/organisations?review_path=full-check", play.body_name)
    window.press(play.body_name)
    window.press("登録する")
    assert "団体を登録しました。" in window.press("登録する")
    window.sit_down("body")
    window.open(people.link(people.institution, "/account/opening/"))
    window.fill(
        {
            "password": PASSWORD,
            "password_again": PASSWORD,
            "agreed_terms": True,
            "agreed_privacy": True,
        }
    )
    window.press("パスワードを設定する")
    assert "求人機関メニュー" in play.log_in("organisation", people.institution)


def draft_and_request(play: Play) -> None:
    """The organisation agrees, chooses, saves, comes back, confirms and requests (LI-11 to LI-17)."""
    window, today = play.window, play.people.now().date()
    window.open("/organisation/listings/new")
    window.press("上記に同意して、求人公募情報を作成する")
    window.fill({"kind": "job", "language": "ja"})
    window.press("決定")
    assert "入力内容をご確認ください" in window.press("一時保存")
    window.fill(_entries(play.title, today))
    play.until(lambda: "一時保存しました" in _saved(window), "listings does not know the body")
    found = re.search(r"D\d{9}", window.text)
    assert found is not None
    play.data_number = found[0]
    window.open("/organisation/listings")
    window.press(play.title)
    assert "確認" in window.press("確認")
    assert play.data_number in window.press("登録依頼")


def _saved(window: Window) -> str:
    return window.press("一時保存")


def _entries(title: str, today: date) -> dict[str, str | bool]:
    later = (today + timedelta(days=60)).isoformat()
    return {
        "content.title": title,
        "content.recruiting_fields": "水資源／給水",
        "content.employment_type": "fixed-term",
        "content.locations.0.country": "ZM",
        "content.locations.0.text": "ルサカ",
        "content.work_period.start.day": later,
        "content.recruitment.start_on": today.isoformat(),
        "content.recruitment.end_on": later,
        "content.description": "南部州で井戸の建設を調整します。",
        "content.conditions": "雇用期間は2年です。",
        "content.application_method": "応募してください。",
        "content.required_documents": "履歴書",
        "content.web_application": True,
    }


def return_then_approve(play: Play) -> datetime:
    """The secretariat returns the request once, then approves it for the next day (LI-21, LI-24)."""
    window, people = play.window, play.people
    window.sit_down("office")
    _open_request(play)
    window.fill({"reason": REASON})
    window.press("差し戻し")
    assert REASON in people.letter(people.institution, "差し戻し")
    window.sit_down("body")
    play.reads("/organisation/listings", play.title)
    assert REASON in window.press(play.title)
    window.fill({"content.application_method": "履歴書を添えて応募してください。"})
    window.press("確認")
    window.press("登録依頼")
    window.sit_down("office")
    _open_request(play)
    tomorrow = people.now().date() + timedelta(days=1)
    window.fill({"reflection_on": tomorrow.isoformat()})
    window.press("承認")
    return datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=TOKYO)


def _open_request(play: Play) -> None:
    play.reads("/office/listings", play.title)
    play.window.press(play.title)


def becomes_public(play: Play, opens: datetime) -> None:
    """Nobody sees it before midnight; then it is found (LI-22, LI-23, LI-49)."""
    window, people = play.window, play.people
    window.sit_down("visitor")
    people.forward_to(opens - timedelta(seconds=60))
    assert play.title not in window.open(f"/listings/{play.data_number}")
    people.forward_to(opens + timedelta(seconds=5))
    play.reads(f"/jobs?keyword=コーディネーター{people.mark}", play.title)
    window.press(play.title)
    assert "南部州で井戸の建設を調整します。" in window.text
    assert f"/listings/{play.data_number}" in window.path
