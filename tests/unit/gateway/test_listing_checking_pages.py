from __future__ import annotations

import io
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.rehearsal import tokyo
from tests.unit.gateway.listing_browser import FILLED, browser, hidden, press
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import (
    AFTERNOON,
    OWNER,
    content,
    published,
    requested,
    scheduled,
    state_of,
)

EVENTS = (
    "NO,都道府県コード又は市区町村コード,名称,開始日,終了日,申込期限日,住所都道府県,イベント種類\n"
    "1,111007,夏の講座,2024-07-01,2024-07-01,2024-06-20,埼玉県,子育て・教育\n"
    "2,111007,秋の講座,,,,埼玉県,子育て・教育\n"
    "3,111007,冬の講座,2024-13-01,,,埼玉県,子育て・教育\n"
    "1,111007,二重の講座,2024-07-02,,,埼玉県,子育て・教育\n"
)


@pytest.fixture
def services() -> RehearsedListings:
    return RehearsedListings(AFTERNOON)


@pytest.fixture
def client(app: Flask, services: RehearsedListings) -> FlaskClient:
    services.as_secretariat()
    services.answer(
        "identity.find_organisations",
        {"items": [{"organisation_id": "org-1", "name": "架け橋大学"}], "total": 1},
    )
    return browser(app, services)


@pytest.mark.requirement("GW-50")
@pytest.mark.requirement("LI-21")
@pytest.mark.requirement("LI-22")
def test_a_request_is_approved_for_today_and_the_page_says_when_it_becomes_public(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = requested(services.stage)
    assert "水資源の専門家" in client.get("/office/listings").text
    url = f"/office/listings/{listing_id}"
    shown = client.get(url).text
    assert 'value="2024-05-10"' in shown
    done = client.post(
        f"{url}/approval", data={**hidden(shown, "/approval"), "reflection_on": "2024-05-10"}
    )
    assert done.status_code == 303
    assert "2024/05/10 22:00 にサイトへ反映されます" in client.get(done.location).text
    assert state_of(services.stage, listing_id) == "scheduled"


def test_from_22_oclock_on_the_next_day_is_offered(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = requested(services.stage)
    services.stage.until(tokyo(2024, 5, 10, 22))
    shown = client.get(f"/office/listings/{listing_id}").text
    assert 'value="2024-05-11"' in shown
    refused = client.post(
        f"/office/listings/{listing_id}/approval",
        data={**hidden(shown, "/approval"), "reflection_on": "2024-05-10"},
    )
    assert refused.status_code == 422
    assert "22:00を過ぎたため" in refused.text


@pytest.mark.requirement("LI-24")
def test_a_request_is_returned_with_a_reason_and_not_without(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = requested(services.stage)
    url = f"/office/listings/{listing_id}"
    shown = client.get(url).text
    refused = client.post(f"{url}/return", data=hidden(shown, "/return"))
    assert refused.status_code == 422
    assert "差し戻しの理由: 入力してください。" in refused.text
    done = client.post(
        f"{url}/return", data={**hidden(refused.text, "/return"), "reason": "待遇が不明です。"}
    )
    assert done.location == "/office/listings"
    assert state_of(services.stage, listing_id) == "draft"


def test_ticked_requests_are_approved_together_and_refusals_are_told(
    client: FlaskClient, services: RehearsedListings
) -> None:
    ids = [requested(services.stage) for _ in range(2)]
    shown = client.get("/office/listings").text
    nothing = client.post(
        "/office/listings/approvals",
        data={**hidden(shown, "/approvals"), "reflection_on": "2024-05-11"},
    )
    assert nothing.status_code == 422
    done = client.post(
        "/office/listings/approvals",
        data={
            **hidden(shown, "/approvals"),
            "reflection_on": "2024-05-11",
            "listing_ids": [*ids, "unknown"],
        },
    )
    told = client.get(done.location).text
    assert "2件を承認しました。2024/05/11 00:00 以降に公開されます。" in told
    assert "1件は承認できませんでした" in told
    assert {state_of(services.stage, one) for one in ids} == {"scheduled"}


@pytest.mark.requirement("LI-31")
def test_an_amendment_shows_what_changes(client: FlaskClient, services: RehearsedListings) -> None:
    listing_id = published(services.stage)
    amended = {"listing_id": listing_id, "content": content(title="水の専門家"), "confirmed": True}
    services.stage.run("request_listing_amendment", amended, OWNER)
    shown = client.get(f"/office/listings/{listing_id}").text
    assert "修正後の内容" in shown
    assert shown.count("facts-changed") == 1
    assert "水の専門家" in shown


@pytest.mark.requirement("LI-35")
def test_a_mailed_correction_is_applied_to_the_pending_request(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = requested(services.stage)
    url = f"/office/listings/{listing_id}/correct"
    shown = client.get(url).text
    values = {**FILLED, "content.work_period.start.third": "", "content.title": "訂正した件名"}
    refused = press(client, url, shown, "send", values)
    assert refused.status_code == 422
    assert "メールの記録" in refused.text
    done = press(client, url, refused.text, "send", {**values, "note": "5月10日のメール"})
    assert done.location == f"/office/listings/{listing_id}"
    assert services.stage.documents("listings")[listing_id]["content"]["title"] == "訂正した件名"


@pytest.mark.requirement("LI-35")
def test_a_request_is_dropped_on_a_mailed_wish(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = requested(services.stage)
    url = f"/office/listings/{listing_id}/cancel"
    done = client.post(url, data={**hidden(client.get(url).text), "note": "取り下げの希望"})
    assert done.status_code == 303
    assert state_of(services.stage, listing_id) == "cancelled"
    assert client.get(url).status_code == 409


def test_a_public_listing_is_removed_at_once_and_those_leaving_today_are_listed(
    client: FlaskClient, services: RehearsedListings
) -> None:
    leaving, removed = scheduled(services.stage), scheduled(services.stage)
    services.stage.until(tokyo(2024, 5, 11, 9))
    services.stage.run(
        "request_listing_withdrawal", {"listing_id": leaving, "confirmed": True}, OWNER
    )
    due = client.get("/office/listings/withdrawals").text
    assert "2024/05/11 22:00" in due
    url = f"/office/listings/{removed}/withdraw"
    done = client.post(url, data={**hidden(client.get(url).text), "reason": "メールの希望"})
    assert done.status_code == 303
    assert state_of(services.stage, removed) == "withdrawn"


def test_a_listing_is_opened_by_its_data_number(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = requested(services.stage)
    number = services.stage.documents("listings")[listing_id]["data_number"]
    found = client.get(f"/office/listings/find?data_number={number}")
    assert found.location == f"/office/listings/{listing_id}"
    missing = client.get("/office/listings/find?data_number=D000000999")
    assert "見つかりませんでした" in client.get(missing.location).text


def _uploaded(client: FlaskClient, content: bytes) -> str:
    shown = client.get("/office/imports").text
    response = client.post(
        "/office/imports",
        data={
            **hidden(shown),
            "organisation_id": "org-1",
            "format": "events-jp",
            "file": (io.BytesIO(content), "events.csv"),
        },
    )
    assert response.status_code == 200
    return response.text


def test_a_file_is_tried_first_then_imported_and_changes_nothing_the_second_time(
    client: FlaskClient, services: RehearsedListings
) -> None:
    tried = _uploaded(client, EVENTS.encode())
    assert "試しの取り込みの結果" in tried
    assert "1 / 1 行" in tried
    assert "開始日" in tried
    assert "1行目" not in tried
    assert "2行目と番号が重複しています。" in tried
    assert services.stage.documents("listings") == {}
    run = press(client, "/office/imports", tried, "run", {}, among="packed")
    assert "取り込みが終わりました" in run.text
    [document] = services.stage.documents("listings").values()
    assert (document["title"], document["state"]) == ("夏の講座", "requested")
    services.stage.until(AFTERNOON + timedelta(days=1))
    again = _uploaded(client, EVENTS.encode())
    run = press(client, "/office/imports", again, "run", {}, among="packed")
    assert len(services.stage.documents("listings")) == 1
    assert "変更なし" in run.text


def test_a_file_that_is_something_else_is_refused_whole(client: FlaskClient) -> None:
    broken = "名称,日時\n教室,".encode() + b"\xff\n"
    assert "UTF-8として読めない文字があります。" in _uploaded(client, broken)
    assert "必要な列がありません" in _uploaded(client, b"a,b\n1,2\n")


def test_an_upload_without_file_or_format_says_what_is_missing(client: FlaskClient) -> None:
    shown = client.get("/office/imports").text
    refused = client.post("/office/imports", data=hidden(shown))
    assert refused.status_code == 422
    assert "ファイル: 入力してください。" in refused.text
    assert "形式: 入力してください。" in refused.text


def test_an_empty_file_is_refused_at_its_field(client: FlaskClient) -> None:
    shown = client.get("/office/imports").text
    data = {**hidden(shown), "organisation_id": "org-1", "format": "events-jp"}
    refused = client.post("/office/imports", data={**data, "file": (io.BytesIO(b""), "e.csv")})
    assert refused.status_code == 422
    assert "ファイル: ファイルの中身がありません。" in refused.text


def test_a_packed_file_of_somebody_else_or_changed_is_refused(
    client: FlaskClient, services: RehearsedListings
) -> None:
    tried = _uploaded(client, EVENTS.encode())
    changed = press(client, "/office/imports", tried, "run", {"packed": "x"}, among="packed")
    assert changed.status_code == 409
    services.sign_in("secretariat", account_id="account-2")
    stolen = press(client, "/office/imports", tried, "run", {}, among="packed")
    assert stolen.status_code == 409
    assert services.stage.documents("listings") == {}


def test_a_run_that_is_cut_off_says_so_and_goes_on_when_run_again(
    client: FlaskClient, services: RehearsedListings
) -> None:
    tried = _uploaded(client, EVENTS.encode())
    services.refuse("listings.import_listings", "organisation-not-registered", "conflict")
    cut = press(client, "/office/imports", tried, "run", {}, among="packed")
    assert "ここまでで中断しました" in cut.text
    assert "登録された団体だけが" in cut.text
    del services.answers["listings.import_listings"]
    run = press(client, "/office/imports", tried, "run", {}, among="packed")
    assert "取り込みが終わりました" in run.text
    assert len(services.stage.documents("listings")) == 1


@pytest.mark.requirement("GW-06")
def test_only_the_secretariat_checks(client: FlaskClient, services: RehearsedListings) -> None:
    listing_id = requested(services.stage)
    services.as_organisation()
    assert client.get("/office/listings").status_code == 403
    assert client.get(f"/office/listings/{listing_id}").status_code == 403


def test_all_requests_of_a_page_are_ticked_by_a_link_and_a_page_can_hold_a_hundred(
    client: FlaskClient, services: RehearsedListings
) -> None:
    for _ in range(21):
        requested(services.stage)
    assert " checked" not in client.get("/office/listings").text
    shown = client.get("/office/listings?per_page=100&ticked=all").text
    assert shown.count(" checked") == 21
