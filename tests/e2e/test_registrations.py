"""Registration of an individual on a running portal, with real mails, by pages."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from deploy.local.processes import wait_until
from tests.e2e.accounts_cast import PASSWORD, Browser, People
from tests.support.portal import Portal

SECRETARIAT = {"id": "secretariat", "role": "secretariat"}
ENTERED: dict[str, dict[str, Any]] = {
    "basic": {
        "basic.name": "山田 花子",
        "basic.birth_on": "1994-04-12",
        "basic.nationality": "JP",
    },
    "contact": {"contact.address": "東京都架空区1-1", "contact.telephone": "03-0000-0100"},
    "expertise": {"expertise.areas": ["health", "welfare"]},
    "education": {
        "education.entries.0.school": "架空大学",
        "education.entries.0.degree": "bachelor",
    },
    "career": {
        "career.entries.0.employer": "架空病院",
        "career.entries.0.started": "2016/04",
    },
    "languages": {
        "languages.entries.0.language": "英語",
        "languages.entries.0.level": "business",
    },
    "qualifications": {"qualifications.none": "true"},
    "intention": {"intention.intention": "now"},
}


@pytest.fixture
def people(portal: Portal) -> People:
    return People(portal)


def secretary(people: People) -> Browser:
    browser = people.browser()
    browser.log_in(people.staff("secretariat"), PASSWORD, kind="internal")
    return browser


def found(people: People, office: Browser) -> str:
    """The office looks for Hanako; the path of her page."""
    office.open("/office/people")
    shown = office.send(login_id=people.person)
    link = re.search(r'href="(/office/people/[0-9a-f-]{36})"', shown)
    assert link is not None
    path = link[1]
    assert "山田 花子" in office.open(path)
    return path


@pytest.mark.requirement("ID-07")
@pytest.mark.requirement("ID-09")
@pytest.mark.requirement("ID-10")
@pytest.mark.requirement("ID-18")
@pytest.mark.requirement("GW-18")
@pytest.mark.requirement("GW-19")
def test_a_person_becomes_a_full_registrant_by_pages_and_is_told_by_mail(people: People) -> None:
    hanako = people.register()
    hanako.log_in(people.person, PASSWORD)
    hanako.open("/mypage/full-registration")
    assert "登録電話番号" in hanako.send(409)
    for section, values in ENTERED.items():
        hanako.open(f"/mypage/profile/{section}")
        assert "まだ保存されていません" in hanako.send(step="confirm", **values)
        hanako.send(step="send", **values)
        assert hanako.path == "/mypage/profile"
    assert "東京都架空区1-1" in hanako.shown
    hanako.open("/mypage/full-registration")
    assert "申請を受け付けています" in hanako.send()

    office = secretary(people)
    path = found(people, office).replace("people", "full-registrations")
    assert "架空病院" in office.open(f"{path}/approval")
    office.send(intention_confirmed="true", expertise_confirmed="true")
    assert "国際協力人材登録を承認しました。" in office.shown
    assert "承認しました" in people.portal.mails(people.person, 2)[-1].text
    assert wait_until(
        lambda: "登録ステータスは、人材登録者です。" in hanako.open("/mypage/profile"), 15
    )

    held = json.loads(hanako.open("/mypage/data/everything.json"))["services"]
    assert len(held) == 5
    (mail, *_) = (one for one in held["messaging"] if one["name"] == "sent-mails")
    assert "full-registration-approved" in [one["template"] for one in mail["items"]]
    assert "人材登録者になりました。" in hanako.open("/mypage/history")


@pytest.mark.requirement("ID-30")
@pytest.mark.requirement("ID-21")
def test_the_office_restricts_lifts_and_records_a_death(people: People) -> None:
    hanako = people.register()
    hanako.log_in(people.person, PASSWORD)
    office = secretary(people)
    path = found(people, office)
    office.open(f"{path}/suspension")
    reason = {"reason": "規約第5条に反する利用のため"}
    office.send(step="confirm", **reason)
    office.send(step="send", **reason)
    assert "利用を制限しました。" in office.shown
    assert reason["reason"] in people.portal.mails(people.person, 2)[-1].text
    hanako.open("/mypage")
    assert hanako.path.startswith("/login")
    assert "このアカウントの利用は制限されています。" in hanako.fail(people.person, PASSWORD)

    office.open(f"{path}/reinstatement")
    office.send(step="send")
    assert "利用の制限を解除しました。" in office.shown
    assert wait_until(lambda: len(people.portal.mails_now(people.person)) == 3, 20)
    hanako.log_in(people.person, PASSWORD)
    assert hanako.path == "/mypage"

    office.open(f"{path}/death")
    obituary = {"matched": "true", "obituary": "社内掲示"}
    office.send(step="confirm", **obituary)
    office.send(step="send", **obituary)
    assert "物故者として記録しました。" in office.shown
    shown = hanako.fail(people.person, PASSWORD)
    assert "ログインIDとパスワードをご確認ください。" in shown
