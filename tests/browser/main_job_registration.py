"""The main job in the browser: a simple registrant becomes a full one (ID-07, ID-09 to ID-11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from deploy.local.demo.registration import SECTIONS
from tests.browser.main_job_in_pages import Play

Entry = tuple[str, str | bool]


def become_full(play: Play) -> None:
    """Hanako enters what is missing, section by section, and asks; the secretariat approves."""
    window, people = play.window, play.people
    window.sit_down("hanako")
    window.open("/mypage/full-registration")
    assert "入力されていない項目があります" in window.press("申請")
    for section, content in {**SECTIONS, "basic": {"nationality": "JP"}}.items():
        window.open(f"/mypage/profile/{section}")
        for name, value in _entries(section, content):
            window.fill({name: value})
        assert "更新内容の確認" in window.press("確認画面へ進む")
        assert "を更新しました。" in window.press("更新")
    window.open("/mypage/full-registration")
    assert "国際協力人材登録を申請しました。" in window.press("申請")
    token = window.driver.get_cookie("session")
    assert token is not None
    session = people.portal.ask("identity", "resolve_session", {"token": token["value"]})

    window.sit_down("office")
    play.log_in("internal", play.staff)
    # Others of her name may be waiting on a portal that is used by other tests as well.
    play.reads(f"/office/full-registrations/{session['account_id']}", "承認する")
    window.press("承認する")
    window.fill({"intention_confirmed": True, "expertise_confirmed": True})
    assert "国際協力人材登録を承認しました。" in window.press("承認する")
    people.letter(people.hanako, "人材登録者")
    window.sit_down("hanako")
    play.reads("/mypage/profile", "登録ステータスは、人材登録者です。")


def _entries(name: str, value: Any) -> Iterator[Entry]:
    """The fields of a form that take this content; several choices of one field one by one."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _entries(f"{name}.{key}", inner)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            numbered = f"{name}.{number}" if isinstance(inner, Mapping) else name
            yield from _entries(numbered, inner)
    else:
        yield name, value
