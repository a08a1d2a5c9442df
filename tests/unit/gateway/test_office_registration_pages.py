"""Pages of the secretariat and Hello Work staff about individuals (GW-48, GW-53)."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.rehearsal import tokyo
from tests.unit.gateway.listing_browser import hidden, press
from tests.unit.gateway.rehearsed_identity import RehearsedIdentity, browser
from tests.unit.identity.people_cast import People

TICKED = {"intention_confirmed": "true", "expertise_confirmed": "true"}


@pytest.fixture
def services() -> RehearsedIdentity:
    services = RehearsedIdentity(tokyo(2024, 5, 8, 12, 0))
    services.sign_in("secretariat", account_id="staff-1")
    return services


@pytest.fixture
def stage(services: RehearsedIdentity) -> People:
    return services.stage


@pytest.fixture
def client(app: Flask, services: RehearsedIdentity) -> FlaskClient:
    return browser(app, services)


@pytest.mark.requirement("GW-48")
@pytest.mark.requirement("ID-11")
@pytest.mark.requirement("ID-10")
def test_a_request_is_approved_after_both_check_items(client: FlaskClient, stage: People) -> None:
    person = stage.opened()
    stage.requested(person)
    listed = client.get("/office/full-registrations").text
    assert "山田 花子" in listed
    assert "2024/05/13" in listed
    assert "かけはし大学" in client.get(f"/office/full-registrations/{person}").text
    url = f"/office/full-registrations/{person}/approval"
    shown = client.get(url).text
    one_only = {**hidden(shown, "承認する"), "intention_confirmed": "true"}
    refused = client.post(url, data=one_only)
    assert refused.status_code == 409
    assert "2つの確認項目の両方" in refused.text
    done = client.post(url, data={**hidden(client.get(url).text, "承認する"), **TICKED})
    assert done.status_code == 303
    assert stage.own(person)["status"] == "full"


@pytest.mark.requirement("GW-48")
@pytest.mark.requirement("ID-09")
def test_overdue_requests_have_a_list_of_their_own(client: FlaskClient, stage: People) -> None:
    person = stage.opened()
    stage.requested(person)
    assert "該当する申請はありません" in client.get("/office/full-registrations?list=overdue").text
    stage.until(tokyo(2024, 5, 14))
    assert person in client.get("/office/full-registrations?list=overdue").text
    assert "期限超過" in client.get(f"/office/full-registrations/{person}").text


@pytest.mark.requirement("ID-10")
def test_a_refusal_takes_a_reason_and_a_confirmation(client: FlaskClient, stage: People) -> None:
    person = stage.opened()
    stage.requested(person)
    url = f"/office/full-registrations/{person}/rejection"
    form = client.get(url).text
    assert press(client, url, form, "confirm", {}).status_code == 422
    confirm = press(client, url, form, "confirm", {"reason": "経験の確認"}).text
    assert stage.own(person)["status"] == "full-requested"
    assert press(client, url, confirm, "send", {}).status_code == 303
    assert stage.own(person)["last_decision"]["reason"] == "経験の確認"


@pytest.mark.requirement("ID-10")
def test_an_old_page_decides_on_no_later_request(client: FlaskClient, stage: People) -> None:
    person = stage.opened()
    stage.requested(person)
    url = f"/office/full-registrations/{person}/rejection"
    values = {"reason": "職歴が空欄"}
    first, second = (
        press(client, url, client.get(url).text, "confirm", values).text for _ in range(2)
    )
    for _ in range(2):
        assert press(client, url, first, "send", {}).status_code == 303
    stage.wait(minutes=1)
    stage.requested(person)
    stale = press(client, url, second, "send", {})
    assert stale.status_code == 409
    assert stage.own(person)["status"] == "full-requested"


def test_a_return_names_sections_and_a_decision_twice_is_refused(
    client: FlaskClient, stage: People
) -> None:
    person = stage.opened()
    stage.requested(person)
    url = f"/office/full-registrations/{person}/completion"
    values = {"items": "career", "message": "職歴の詳細"}
    confirm = press(client, url, client.get(url).text, "confirm", values).text
    assert "職歴の詳細" in confirm
    assert press(client, url, confirm, "send", {}).status_code == 303
    assert person in client.get("/office/full-registrations?list=returned").text
    stage.wait(days=30)
    cleaning = "/office/full-registrations/cleaning"
    shown = client.get(cleaning).text
    assert press(client, cleaning, shown, "confirm", {}).status_code == 422
    confirm = press(client, cleaning, shown, "confirm", {"account_ids": person}).text
    assert "山田 花子" in confirm
    assert press(client, cleaning, confirm, "send", {}).status_code == 303
    assert "1件の申請を終了しました。" in client.get(cleaning).text
    assert stage.own(person)["status"] == "simple"
    approval = f"/office/full-registrations/{person}/approval"
    late = client.post(approval, data={**hidden(client.get(approval).text), **TICKED})
    assert late.status_code == 409


@pytest.mark.requirement("ID-16")
@pytest.mark.requirement("GW-48")
def test_the_extension_overview_counts_a_chosen_period(client: FlaskClient, stage: People) -> None:
    person = stage.opened()
    stage.full(person)
    shown = client.get("/office/registrations/extensions?first=2025-05-01&last=2025-05-31").text
    assert "有効期限を迎える登録" in shown
    assert person in shown
    assert person not in client.get("/office/registrations/extensions?first=x").text


@pytest.mark.requirement("ID-17")
@pytest.mark.requirement("GW-48")
def test_unanswered_confirmations_are_listed(client: FlaskClient, stage: People) -> None:
    person = stage.opened()
    assert person not in client.get("/office/registrations/confirmations").text
    stage.until(tokyo(2025, 5, 9))
    assert person in client.get("/office/registrations/confirmations").text


@pytest.mark.requirement("ID-12")
def test_a_jocv_returnee_is_recorded_and_the_record_corrected(
    client: FlaskClient, stage: People
) -> None:
    person = stage.opened()
    url = f"/office/people/{person}/jocv"
    client.post(url, data=hidden(client.get(url).text, "returnee"))
    assert stage.own(person)["jocv_returnee"] is True
    assert "JOCV帰国者" in client.get(f"/office/people/{person}").text
    client.post(url, data=hidden(client.get(url).text, "returnee"))
    assert stage.own(person)["jocv_returnee"] is False


@pytest.mark.requirement("ID-21")
@pytest.mark.requirement("GW-48")
def test_a_death_is_recorded_after_matching_and_taken_back(
    client: FlaskClient, stage: People
) -> None:
    person = stage.opened()
    found = client.post(
        "/office/people",
        data={**hidden(client.get("/office/people").text), "birth_on": "1990-04-01"},
    )
    assert f"/office/people/{person}" in found.text
    assert "1990" not in (found.request.query_string.decode())
    url = f"/office/people/{person}/death"
    values = {"matched": "true", "obituary": "社内掲示 5月7日"}
    confirm = press(client, url, client.get(url).text, "confirm", values).text
    assert press(client, url, confirm, "send", {}).status_code == 303
    assert person in client.get("/office/people/deceased").text
    shown = client.get(f"/office/people/{person}").text
    assert "物故者" in shown
    assert "社内掲示 5月7日" in shown
    url = f"/office/people/{person}/death-revocation"
    confirm = press(client, url, client.get(url).text, "confirm", {"reason": "同姓同名"}).text
    press(client, url, confirm, "send", {})
    assert stage.own(person)["status"] == "simple"


@pytest.mark.requirement("ID-30")
@pytest.mark.requirement("GW-53")
@pytest.mark.parametrize("role", ["secretariat", "hello-work"])
def test_staff_restrict_the_use_and_lift_it(
    client: FlaskClient, services: RehearsedIdentity, stage: People, role: str
) -> None:
    services.sign_in(role, account_id="staff-2")
    person = stage.opened()
    url = f"/office/people/{person}/suspension"
    confirm = press(client, url, client.get(url).text, "confirm", {"reason": "規約第5条"}).text
    assert "規約第5条" in confirm
    press(client, url, confirm, "send", {})
    assert "規約第5条" in client.get(f"/office/people/{person}").text
    assert person in client.get("/office/people/suspended").text
    url = f"/office/people/{person}/reinstatement"
    press(client, url, client.get(url).text, "send", {})
    assert stage.own(person)["status"] == "simple"


@pytest.mark.parametrize(
    "path",
    ["jocv", "death", "death-revocation"],
)
def test_hello_work_staff_decide_on_nothing_else(
    client: FlaskClient, services: RehearsedIdentity, stage: People, path: str
) -> None:
    person = stage.opened()
    services.sign_in("hello-work", account_id="staff-2")
    assert client.get(f"/office/people/{person}/{path}").status_code == 403
    assert client.get("/office/full-registrations").status_code == 403
    assert client.get("/office/people/deceased").status_code == 403


def test_ids_of_nobody_are_not_found(client: FlaskClient, stage: People) -> None:
    for path in (
        "/office/full-registrations/nobody",
        "/office/full-registrations/nobody/approval",
        "/office/people/nobody",
        "/office/people/nobody/death",
    ):
        assert client.get(path).status_code == 404
    searched = client.post("/office/people", data=hidden(client.get("/office/people").text))
    assert searched.status_code == 422
