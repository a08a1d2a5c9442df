"""Figures and surveys on a running portal, by pages."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
import requests

from deploy.local.mailbox import Mail
from deploy.local.processes import wait_until
from tests.e2e.applying_cast import Browser, Cast, cast_on
from tests.e2e.reporting_cast import SURVEY, reads, staff, view, viewed
from tests.support.mail import links_in
from tests.support.portal import Portal

PATIENCE = 60.0


@pytest.fixture(scope="module")
def cast(portal: Portal) -> Cast:
    return cast_on(portal)


@pytest.fixture(scope="module")
def office(cast: Cast) -> Browser:
    return staff(cast, "secretariat")


@pytest.mark.requirement("RE-18")
@pytest.mark.requirement("RE-19")
@pytest.mark.requirement("RE-24")
def test_views_and_registrations_become_figures_from_events_alone(
    cast: Cast, office: Browser
) -> None:
    view(cast, 5)
    assert wait_until(lambda: viewed(office, cast) >= 5, PATIENCE, 0.3)

    overview = office.open("/office/figures")
    assert "統計の概要" in overview
    assert overview.count("<figure") == 5
    table = office.open("/office/figures/access?group_by=listing")
    assert cast.data_number in table
    comma = office.fetch("/office/figures/access.csv?group_by=listing").content
    assert comma.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(comma.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["データ番号", "標題", "団体名", "アクセス数"]
    assert [cast.data_number, "給水プロジェクト・コーディネーター", "みずのかけはし", "5"] in rows
    assert office.fetch("/office/figures/access.xlsx").content[:2] == b"PK"

    # The organisation is shown the same count (RE-19).
    owner = {"id": "o", "role": "organisation", "organisation_id": cast.organisation_id}
    own = cast.stage.ask("listings", "find_access_counts", {}, owner)
    assert [one["total"] for one in own["items"]] == [5]

    registered = office.fetch("/office/figures/registrations.json").json()["totals"]
    assert registered["individuals"] >= 1
    assert registered["organisations_full"] >= 1


@pytest.mark.requirement("GW-52")
def test_a_role_without_figures_is_kept_out(cast: Cast) -> None:
    counsellor = staff(cast, "counsellor")
    counsellor.open("/office/figures", 403)
    counsellor.open("/office/surveys", 403)
    assert requests.get(f"{cast.portal.url}/api/v1/figures/overview", timeout=30).status_code == 401


@pytest.mark.requirement("RE-05")
@pytest.mark.requirement("RE-06")
@pytest.mark.requirement("RE-08")
def test_a_survey_is_written_sent_answered_counted_and_reported(
    cast: Cast, office: Browser
) -> None:
    here = _scheduled(cast, office)

    # The mail with the personal link; whoever has it needs no login.
    mail = _invitation(cast)
    link = next(one for one in links_in(mail) if "/surveys/" in one)
    visitor = Browser(cast.portal.url, "")
    path = link.removeprefix(cast.portal.url)
    visitor.open(path)
    told = visitor.send({"answers.q1": "4"}, status=422)
    assert "今後も利用しますか。" in told
    answers = {"answers.q1": "4", "answers.q2": "o1", "answers.q3": "検索が便利です。"}
    assert "回答済み" in visitor.send(answers)
    assert "回答を送信する" not in visitor.open(path)
    visitor.open(path[:-4] + "AAAA", 404)

    # From the menu it is the same organisation, so the same answer.
    institution = cast.browser("organisation")
    assert "回答済み" in institution.open("/organisation/surveys")
    cast.log_out(institution)

    assert wait_until(lambda: reads(office, here, "中 1団体が回答"), PATIENCE, 0.3)
    office.open(f"{here}/close")
    office.send({})
    assert "締め切りました" in office.shown
    visitor.open(path)
    cast.portal.forward(minutes=2)
    assert wait_until(lambda: reads(office, here, "集計結果"), PATIENCE, 0.5)
    counted = office.open(here)
    assert "平均 4.0" in counted
    assert "検索が便利です。" in counted
    results = office.fetch(f"{here}/results.json").json()
    assert sum(row["count"] for row in results["rows"]) == 3

    analyst = staff(cast, "analyst")
    analyst.open(f"{here}/report")
    assert "分析を登録しました。" in analyst.send({"analysis": "おおむね満足されている。"})
    assert "おおむね満足されている。" in office.open(here)


def _scheduled(cast: Cast, office: Browser) -> str:
    """A survey written by the pages that opens at once; its path."""
    office.open("/office/surveys/new")
    office.send({**SURVEY, "_step": "add"})
    assert "質問 4" in office.shown
    office.send({**SURVEY, "questions.3.text": "", "_step": "remove-3"})
    assert "質問 4" not in office.shown
    office.send({**SURVEY, "_step": "save"}, to="/office/surveys/new")
    here = office.path
    closing = cast.portal.clock.now().date() + timedelta(days=20)
    times = {
        "opens_hour": "now",
        "closes_at": closing.isoformat(),
        "closes_hour": "18:00",
    }
    office.open(f"{here}/schedule")
    office.send({**times, "_step": "confirm"})
    assert "この日程で決める" in office.shown
    office.send({**times, "_step": "send"}, to=f"{here}/schedule")
    assert "日程を決めました。" in office.shown
    cast.portal.forward(minutes=1)
    return here


def _invitation(cast: Cast) -> Mail:
    found: list[Mail] = []

    def came() -> bool:
        mails = cast.portal.mails_now(cast.institution)
        found[:] = [mail for mail in mails if "アンケート" in mail.subject]
        return bool(found)

    assert wait_until(came, PATIENCE, 0.3)
    assert len(found) == 1
    return found[0]
