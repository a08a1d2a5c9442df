"""Organisations and internal users on a running portal, with real mails, by pages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.accounts_cast import BODY, NEW_PASSWORD, PASSWORD, Browser, People
from tests.support.portal import Portal


@pytest.fixture
def people(portal: Portal) -> People:
    return People(portal)


def requested(people: People, **more: str) -> Browser:
    """A body asks to be registered by the pages."""
    browser = people.browser()
    browser.open("/organisations/registration/form?kind=full")
    values: dict[str, Any] = {
        **BODY,
        "name": f"みずのかけはし{people.mark}",
        "email": people.body,
        **more,
    }
    shown = browser.send(step="confirm", **values)
    assert "入力内容の確認" in shown
    assert "申請を受け付けました" in browser.send(step="send", **values)
    return browser


def secretary(people: People) -> Browser:
    browser = people.browser()
    browser.log_in(people.staff("secretariat"), PASSWORD, kind="internal")
    assert browser.path == "/office"
    return browser


def opened(people: People, browser: Browser) -> str:
    """The secretary opens the request from the work list; its path."""
    page, name = 1, f"みずのかけはし{people.mark}"
    while name not in browser.open(f"/office/organisations?review_path=full-check&page={page}"):
        page += 1
        assert page < 20
    before = browser.shown[: browser.shown.index(name)]
    path = before[before.rindex('href="') + 6 :].partition('"')[0]
    browser.open(path)
    return path


@pytest.mark.requirement("ID-72")
@pytest.mark.requirement("ID-75")
@pytest.mark.requirement("ID-80")
@pytest.mark.requirement("GW-43")
@pytest.mark.requirement("GW-44")
def test_an_approved_body_sets_its_password_by_the_mailed_link_and_logs_in(people: People) -> None:
    requested(people, listed="true")
    office = secretary(people)
    path = opened(people, office)
    office.open(f"{path}/approval")
    assert "団体を登録しました。求人機関IDは" in office.send()
    body = people.browser()
    body.open(people.link(people.body))
    shown = body.send(
        password=PASSWORD, password_again=PASSWORD, agreed_terms="true", agreed_privacy="true"
    )
    assert "「団体登録者ログイン」を押してください" in shown
    body.fail(people.body, PASSWORD, kind="individual")
    body.log_in(people.body, PASSWORD, kind="organisation")
    assert body.path == "/organisation"
    assert "求人機関メニュー" in body.shown
    own = body.open("/organisation/profile")
    assert "水野 直子" in own
    assert "事務局にメールでご依頼ください" in own
    visitor = people.browser()
    page = 1
    while f"みずのかけはし{people.mark}" not in visitor.open(f"/organisations?page={page}"):
        page += 1
        assert page < 20


@pytest.mark.requirement("ID-76")
@pytest.mark.requirement("GW-07")
@pytest.mark.requirement("GW-41")
def test_a_refused_body_receives_the_reason_and_a_second_decision_is_refused(
    people: People,
) -> None:
    requested(people)
    office = secretary(people)
    path = opened(people, office)
    office.open(f"{path}/rejection")
    assert "入力してください。" in office.send(422, step="confirm")
    reason = "活動内容を確認できませんでした。"
    assert "この決定は取り消せません。" in office.send(step="confirm", reason=reason)
    shown = office.send(step="send", reason=reason)
    assert "登録できないことを決定しました。" in shown
    assert reason in people.portal.mails(people.body)[-1].text
    office.open(f"{path}/approval")
    office.send(409)
    assert "この申請は、すでに決定されています。" in office.shown


@pytest.mark.requirement("ID-69")
def test_an_organisation_gets_a_temporary_password_by_its_code(people: People) -> None:
    requested(people)
    office = secretary(people)
    office.open(f"{opened(people, office)}/approval")
    office.send()
    letter = people.portal.mails(people.body)[-1].text
    body = people.browser()
    body.open(people.link(people.body))
    body.send(
        password=PASSWORD, password_again=PASSWORD, agreed_terms="true", agreed_privacy="true"
    )
    codes = [line.split("：")[-1].strip() for line in letter.splitlines() if "団体コード" in line]
    body.open("/password/reissue/organisation")
    body.send(403, login_id=people.body, email=people.body, organisation_code="wrong")
    body.send(login_id=people.body, email=people.body, organisation_code=codes[0])
    assert body.path == "/password/reissued"
    temporary = people.temporary_password(people.body, 2)
    body.log_in(people.body, temporary, kind="organisation")
    assert body.path == "/password/change"
    body.send(
        current_password=temporary, new_password=NEW_PASSWORD, new_password_again=NEW_PASSWORD
    )
    assert body.path == "/organisation"


@pytest.mark.requirement("ID-87")
def test_an_operator_creates_a_user_of_two_roles_who_chooses_one(people: People) -> None:
    operator = people.browser()
    operator.log_in(people.staff("operator"), PASSWORD, kind="internal")
    operator.open("/office/internal-users/new")
    address = f"two-{people.mark}@office.example"
    login_id = f"two-{people.mark}"
    operator.send(login_id=login_id, name="花田", email=address, roles=["secretariat", "analyst"])
    assert "内部ユーザを登録しました。" in operator.shown
    temporary = people.temporary_password(address, 1)
    user = people.browser()
    user.log_in(login_id, temporary, kind="internal")
    assert user.path == "/password/change"
    user.send(
        current_password=temporary, new_password=NEW_PASSWORD, new_password_again=NEW_PASSWORD
    )
    user.press("/logout")
    user.log_in(login_id, NEW_PASSWORD, kind="internal")
    assert user.path == "/office/role"
    assert "（集計・分析担当）" in user.send(role="analyst")
    user.open("/office/organisations", 403)
    user.open("/office/role")
    assert "（事務局）" in user.send(role="secretariat")
    user.open("/office/organisations")
