"""The MOFA centre's selection in Chromium, from the draft of a campaign to its published figures."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.main_job_accounts import open_account
from tests.e2e.main_job_cast import PDF, TOKYO, People, eventually
from tests.support.browser import Window, window_on
from tests.support.portal import Portal

PROOFS = ("english", "nationality", "work", "degree")
DECLARED: dict[str, str | bool] = {
    "english": True,
    "nationality": "JP",
    "work_months": "36",
    "degree": "bachelor",
    "long_term_intent": True,
}


def _reads(window: Window, path: str, text: str) -> None:
    eventually(lambda: text in window.open(path), f"{path} does not say {text}")


def _announce(window: Window, year: int, opens: date) -> str:
    """The centre drafts a campaign and announces it; its address in the centre's area."""
    window.open("/office/jpo")
    window.press("新しい年度の選考")
    window.fill(
        {
            "application_year": str(year),
            "terms.opens_on": opens.isoformat(),
            "terms.closes_on": (opens + timedelta(days=20)).isoformat(),
        }
    )
    window.press("下書きを保存")
    window.press("募集要項を公表する")
    assert "募集要項を公表しました。" in window.press("募集要項を公表する")
    return window.path


def _apply(window: Window, year: int, proof: Path) -> str:
    """Hanako finds the campaign, is refused with the reason, and applies; her application."""
    window.open("/jpo")
    assert "応募受付中" in window.press(f"{year}年度の選考")
    window.press("応募する")
    window.fill(DECLARED)
    refused = window.press("応募する")
    assert "修士以上の学位が必要です。" in refused
    assert "日本国籍が必要です。" not in refused
    window.fill({"degree": "master"} | {f"documents.{one}": str(proof) for one in PROOFS})
    shown = window.press("応募する")
    assert "応募を受け付けました。" in shown
    assert "degree" not in shown
    return window.path


def _decide(window: Window, campaign: str, today: date) -> str:
    """The centre reads the refusal, examines, selects and dispatches; the candidate's page."""
    window.open(campaign)
    window.press("応募者の一覧")
    assert "修士以上の学位を有すること" in window.press("資格なし 1")
    window.press("応募 1")
    window.press("山田 花子")
    window.fill({"examined_on": today.isoformat()})
    window.press("受験を記録する")
    assert "合格" in window.press("合格とする")
    window.fill({"destination": "WHO", "starts_on": (today + timedelta(days=90)).isoformat()})
    assert "派遣中" in window.press("派遣を記録する")
    return window.path


def _publish(window: Window, campaign: str) -> None:
    """The centre ends the selection and publishes the figures as they were counted."""
    _reads(window, campaign, "選考を始める")
    window.press("選考を始める")

    def ended() -> bool:
        window.fill({"all_decided": True})
        return "実績を公表する" in window.press("選考を終える")

    eventually(ended, "listings does not know the results")
    assert "実績公表" in window.press("実績を公表する")


@pytest.mark.timeout(600)
@pytest.mark.requirement("GW-54")
@pytest.mark.requirement("AP-55")
@pytest.mark.requirement("AP-56")
def test_the_mofa_centre_runs_a_selection_in_the_browser(portal: Portal, tmp_path: Path) -> None:
    people = People(portal)
    proof = tmp_path / "proof.pdf"
    proof.write_bytes(PDF)
    staff = people.staff("mofa")
    open_account(people, people.client())
    opens = people.now().date() + timedelta(days=1)
    year = opens.year
    with window_on(portal.url, tmp_path / "profile") as window:

        def come(kind: str, login_id: str) -> None:
            window.take_over(str(people.client().log_in(kind, login_id)["token"]))

        come("internal", staff)
        campaign = _announce(window, year, opens)
        public = campaign.replace("/office/jpo/", "/jpo/campaigns/")
        window.take_over("")
        _reads(window, public, "募集要項公表")
        people.forward_to(_morning(opens))
        _reads(window, public, "応募受付中")
        come("individual", people.hanako)
        mine = _apply(window, year, proof)
        come("internal", staff)
        candidate = _decide(window, campaign, people.now().date())
        people.forward_to(_morning(opens + timedelta(days=21)))
        come("internal", staff)
        _publish(window, campaign)
        for path, text in (
            (campaign, "Results published"),
            (f"{campaign}/candidates", "Candidates of"),
            (candidate, "World Health Organization (WHO)"),
        ):
            assert text in window.open(f"{path}?lang=en"), path
        come("individual", people.hanako)
        assert "Dispatched" in window.open(f"{mine}?lang=en")
        assert "JPO applications" in window.open("/mypage/applications?lang=en")
        window.take_over("")
        assert "Period of application" in window.open(f"{public}?lang=en")
        assert f"{year}年度の選考" in window.open("/jpo?lang=ja")
        assert window.complaints() == []


def _morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=TOKYO)
