from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.pages.organisation_listings_fields import mandatory_of
from services.kernel.eventkit.domain import SYSTEM
from services.listings.domain.listing.content import mandatory_items
from services.listings.domain.listing.kinds import ListingKind
from tests.support.rehearsal import tokyo
from tests.unit.gateway.listing_browser import FILLED, browser, hidden, press
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import (
    AFTERNOON,
    OWNER,
    SECRETARIAT,
    content,
    drafted,
    published,
    requested,
    state_of,
)

NEW = "/organisation/listings/new/entry?terms=agreed&language=ja&kind=job"


@pytest.fixture
def services() -> RehearsedListings:
    return RehearsedListings(AFTERNOON)


@pytest.fixture
def client(app: Flask, services: RehearsedListings) -> FlaskClient:
    services.as_organisation()
    return browser(app, services)


@pytest.mark.requirement("LI-12")
def test_the_items_marked_mandatory_are_those_the_service_demands() -> None:
    for kind in ListingKind:
        # The recruiting body is the registered name when it is left empty.
        demanded = set(mandatory_items(kind)) - {"organisation_name"}
        assert set(mandatory_of(kind.value)) == demanded, kind


@pytest.mark.requirement("LI-11")
def test_a_listing_begins_with_terms_kind_and_language(client: FlaskClient) -> None:
    assert "新規作成" in client.get("/organisation/listings").text
    terms = client.get("/organisation/listings/new").text
    assert "上記に同意して、求人公募情報を作成する" in terms
    assert client.get("/organisation/listings/new/language").status_code == 303
    chosen = client.get("/organisation/listings/new/language?terms=agreed").text
    assert "決定" in chosen
    assert client.get(NEW.replace("terms=agreed&", "")).location == "/organisation/listings/new"
    without = client.get(NEW.replace("language=ja", "language="))
    assert without.location == "/organisation/listings/new/language?terms=agreed"
    assert "必須" in client.get(NEW).text


@pytest.mark.requirement("LI-13")
@pytest.mark.requirement("LI-15")
def test_a_draft_is_saved_listed_and_opened_again_with_its_values(
    client: FlaskClient, services: RehearsedListings
) -> None:
    entry = client.get(NEW).text
    saved = press(client, NEW, entry, "save", FILLED)
    assert saved.status_code == 303
    completed = client.get(saved.location).text
    assert "一時保存完了" in completed
    assert "登録・一時保存管理へ" in completed
    listed = client.get("/organisation/listings").text
    assert "水資源の専門家" in listed
    [listing_id] = services.stage.documents("listings")
    again = client.get(f"/organisation/listings/{listing_id}/edit").text
    assert 'value="2024-08-20"' in again
    assert '<option value="late" selected>' in again
    assert "援助アプローチ／戦略／手法\n水資源</textarea>" in again
    assert "職務経歴書" in again


@pytest.mark.requirement("LI-13")
def test_what_is_missing_is_said_at_its_field_and_nothing_is_lost(client: FlaskClient) -> None:
    entry = client.get(NEW).text
    values = {name: value for name, value in FILLED.items() if "locations" not in name}
    values["content.locations.1.country"] = "XX"
    refused = press(client, NEW, entry, "save", values)
    assert refused.status_code == 422
    assert '<a href="#f-content-locations-1-country">' in refused.text
    assert "水資源の専門家" in refused.text
    values["content.locations.1.country"] = ""
    refused = press(client, NEW, refused.text, "save", values)
    assert '<a href="#f-content-locations-0-country">国: 入力してください。</a>' in refused.text


def test_rows_for_places_are_added_without_a_script(client: FlaskClient) -> None:
    entry = client.get(NEW).text
    assert "content.locations.2.country" not in entry
    more = press(client, NEW, entry, "rows", {**FILLED, "content.locations.1.country": "UG"})
    assert more.status_code == 200
    assert "content.locations.4.country" in more.text
    assert "ナイロビ" in more.text


@pytest.mark.requirement("LI-17")
def test_confirming_shows_the_contents_and_only_then_the_request_is_filed(
    client: FlaskClient, services: RehearsedListings
) -> None:
    entry = client.get(NEW).text
    confirm = press(client, NEW, entry, "confirm", FILLED)
    assert confirm.status_code == 200
    assert "2024年08月下旬～" in confirm.text
    assert "架け橋大学" in confirm.text
    assert services.stage.documents("listings") == {}
    back = press(client, NEW, confirm.text, "back", {})
    assert 'value="水資源の専門家"' in back.text
    sent = press(client, NEW, confirm.text, "send", {})
    assert sent.status_code == 303
    assert "登録依頼完了" in client.get(sent.location).text
    [listing_id] = services.stage.documents("listings")
    assert state_of(services.stage, listing_id) == "requested"


@pytest.mark.requirement("LI-14")
def test_input_of_more_than_an_hour_is_not_saved_and_the_form_says_until_when(
    client: FlaskClient, services: RehearsedListings
) -> None:
    entry = client.get(NEW).text
    assert "2024/05/10 16:00 までに一時保存してください" in entry
    assert 'data-expires-in="3600"' in entry
    services.stage.until(AFTERNOON + timedelta(minutes=61))
    refused = press(client, NEW, entry, "save", FILLED)
    assert refused.status_code == 409
    assert "60分を過ぎた" in refused.text
    assert services.stage.documents("listings") == {}


@pytest.mark.requirement("LI-18")
@pytest.mark.requirement("LI-33")
@pytest.mark.requirement("GW-43")
def test_a_pending_request_is_shown_read_only_with_whom_to_write_to(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = requested(services.stage)
    assert "登録依頼中" in client.get("/organisation/listings/pending").text
    shown = client.get(f"/organisation/listings/{listing_id}").text
    assert "mailto:secretariat@portal.example" in shown
    assert "機関ID" in shown
    moved = client.get(f"/organisation/listings/{listing_id}/edit")
    assert moved.location == f"/organisation/listings/{listing_id}"


@pytest.mark.requirement("LI-24")
def test_the_reason_of_a_returned_request_stands_above_the_form(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = requested(services.stage)
    services.stage.run(
        "return_listing", {"listing_id": listing_id, "reason": "待遇が不明です。"}, SECRETARIAT
    )
    shown = client.get(f"/organisation/listings/{listing_id}/edit").text
    assert "事務局から差し戻されました" in shown
    assert "待遇が不明です。" in shown


@pytest.mark.requirement("LI-26")
@pytest.mark.requirement("LI-29")
def test_a_public_listing_is_amended_in_the_same_steps(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = published(services.stage)
    assert "水資源の専門家" in client.get("/organisation/listings/amendments").text
    url = f"/organisation/listings/{listing_id}/amend"
    entry = client.get(url).text
    values = {**FILLED, "content.work_period.start.third": "", "content.title": "水の専門家"}
    saved = press(client, url, entry, "save", values)
    assert "一時保存完了" in client.get(saved.location).text
    entry = client.get(url).text
    confirm = press(client, url, entry, "confirm", values)
    assert "変更" in confirm.text
    sent = press(client, url, confirm.text, "send", {})
    assert "修正依頼完了" in client.get(sent.location).text
    document = services.stage.documents("listings")[listing_id]
    assert document["pending"] == "amendment"
    assert document["content"]["title"] == "水資源の専門家"


@pytest.mark.requirement("LI-36")
@pytest.mark.requirement("LI-37")
def test_a_listing_is_withdrawn_only_with_ok(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = published(services.stage)
    services.stage.until(tokyo(2024, 5, 11, 9))
    assert "水資源の専門家" in client.get("/organisation/listings/withdrawals").text
    url = f"/organisation/listings/{listing_id}/withdraw"
    shown = client.get(url).text
    assert "取り下げ" in shown
    sure = press(client, url, shown, "confirm", {})
    assert ">OK<" in sure.text
    assert state_of(services.stage, listing_id) == "published"
    done = press(client, url, sure.text, "send", {})
    completed = client.get(done.location).text
    assert "取り下げ完了" in completed
    assert "2024/05/11 22:00 に公開ページから削除されます" in completed
    assert state_of(services.stage, listing_id) == "withdrawal-scheduled"


@pytest.mark.requirement("GW-07")
def test_a_form_that_was_opened_before_a_change_is_refused(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = drafted(services.stage)
    url = f"/organisation/listings/{listing_id}/edit"
    entry = client.get(url).text
    services.stage.run(
        "update_listing_draft",
        {"listing_id": listing_id, "content": content(title="先に変えた")},
        OWNER,
    )
    refused = press(client, url, entry, "save", FILLED)
    assert refused.status_code == 409
    assert "この画面は古くなっています" in refused.text
    document = services.stage.documents("listings")[listing_id]
    assert document["content"]["title"] == "先に変えた"


def test_a_draft_is_deleted_after_looking_at_it(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = drafted(services.stage)
    url = f"/organisation/listings/{listing_id}/discard"
    shown = client.get(url).text
    assert "元に戻せません" in shown
    done = client.post(url, data=hidden(shown))
    assert done.location == "/organisation/listings"
    assert "削除しました" in client.get(done.location).text
    assert state_of(services.stage, listing_id) == "gone"


def test_the_history_tells_what_happened_newest_first(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = published(services.stage)
    shown = client.get(f"/organisation/listings/{listing_id}/history").text
    assert shown.index("公開された") < shown.index("登録を承認した") < shown.index("登録を依頼した")
    assert "事務局" in shown


@pytest.mark.requirement("LI-65")
@pytest.mark.requirement("GW-42")
def test_access_counts_are_shown_in_both_orders(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = published(services.stage)
    views = [{"listing_id": listing_id, "on": "2024-05-11", "count": 7}]
    services.stage.run("record_views", {"batch_id": "b1", "views": views}, SYSTEM)
    shown = client.get("/organisation/access-counts?order=total").text
    assert "アクセス数合計順" in shown
    assert "データ番号順" in shown
    assert "2024/05/11" in shown
    assert services.called("listings.find_access_counts")[-1].payload["order"] == "total"


@pytest.mark.requirement("GW-06")
def test_other_roles_do_not_reach_the_pages_of_organisations(
    app: Flask, services: RehearsedListings
) -> None:
    services.sign_in("individual")
    client = app.test_client()
    client.set_cookie("session", "token")
    assert client.get("/organisation/listings").status_code == 403
    assert app.test_client().get("/organisation/listings").status_code == 303
