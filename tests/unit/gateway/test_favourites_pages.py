"""Favourites and saved searches on pages and by API, with the real listings service behind."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.unit.gateway.listing_browser import browser, press
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import AFTERNOON, published

NONE = {"items": [], "total": 0}


@pytest.fixture
def services() -> RehearsedListings:
    services = RehearsedListings(AFTERNOON)
    services.sign_in("individual")
    services.answer("applications.find_my_applications", NONE)
    return services


@pytest.fixture
def client(app: Flask, services: RehearsedListings) -> FlaskClient:
    return browser(app, services)


def _number(services: RehearsedListings, listing_id: str) -> str:
    return str(services.stage.documents("listings")[listing_id]["data_number"])


def _call(client: FlaskClient, method: str, path: str, json: Any = None) -> Any:
    client.delete_cookie("session")
    headers = {"Authorization": "Bearer token"}
    return client.open(f"/api/v1{path}", method=method, json=json, headers=headers)


@pytest.mark.requirement("LI-59")
@pytest.mark.requirement("LI-60")
@pytest.mark.requirement("GW-36")
def test_a_favourite_is_added_and_removed_on_the_detail_page(
    client: FlaskClient, services: RehearsedListings
) -> None:
    number = _number(services, published(services.stage))
    url = f"/listings/{number}"
    shown = client.get(url).text
    assert "お気に入りに登録する" in shown
    assert "この団体にメールを送る" in shown
    done = press(client, f"{url}/favourite", shown, "", {}, "お気に入りに登録する")
    assert done.status_code == 303
    shown = client.get(done.location).text
    assert "お気に入りに登録しました。" in shown
    assert "お気に入りから外す" in shown
    done = press(client, f"{url}/favourite/removal", shown, "", {}, "お気に入りから外す")
    assert "お気に入りに登録する" in client.get(done.location).text


@pytest.mark.requirement("LI-59")
def test_without_login_there_is_no_button(
    app: Flask, client: FlaskClient, services: RehearsedListings
) -> None:
    number = _number(services, published(services.stage))
    assert "お気に入りに登録する" not in app.test_client().get(f"/listings/{number}").text


@pytest.mark.requirement("LI-61")
@pytest.mark.requirement("GW-20")
def test_the_overview_has_four_lists_and_says_when_they_are_empty(
    client: FlaskClient, services: RehearsedListings
) -> None:
    shown = client.get("/mypage/applications").text
    places = [
        shown.index(text)
        for text in (
            "求人に関するデータはありません。",
            "研修・セミナーに関するデータはありません。",
            "求人応募に関するデータはありません。",
            "研修・セミナー応募に関するデータはありません。",
        )
    ]
    assert places == sorted(places)
    listing = published(services.stage)
    _call(client, "PUT", f"/favourites/{listing}")
    client.set_cookie("session", "token")
    shown = client.get("/mypage/applications").text
    for text in ("水資源の専門家", "架け橋大学", "募集中", "2024/05/01～2024/06/30"):
        assert text in shown


@pytest.mark.requirement("LI-62")
def test_a_listing_that_was_asked_about_is_marked_and_cannot_be_removed(
    client: FlaskClient, services: RehearsedListings
) -> None:
    listing = published(services.stage)
    mail = {"mail_id": "m", "organisation_id": "org-1", "person_id": "account-1"}
    services.stage.hear("messaging", "OrganisationMailSent", "m", {**mail, "listing_id": listing})
    shown = client.get("/mypage/applications").text
    assert "問い合わせ済み" in shown
    assert "お気に入りから外す" not in shown


@pytest.mark.requirement("LI-63")
@pytest.mark.requirement("GW-31")
def test_the_status_screen_shows_favourite_jobs(
    client: FlaskClient, services: RehearsedListings
) -> None:
    assert "お気に入り求人はありません。" in client.get("/mypage/job-seeker/status").text
    listing = published(services.stage)
    _call(client, "PUT", f"/favourites/{listing}")
    client.set_cookie("session", "token")
    shown = client.get("/mypage/job-seeker/status").text
    assert "水資源の専門家" in shown
    url = f"/mypage/favourites/{listing}/removal/status"
    done = press(client, url, shown, "", {}, "お気に入りから外す")
    assert done.location.endswith("/mypage/job-seeker/status")
    assert "お気に入り求人はありません。" in client.get(done.location).text


@pytest.mark.requirement("LI-57")
@pytest.mark.requirement("LI-56")
def test_a_search_is_saved_run_with_one_press_and_deleted(
    client: FlaskClient, services: RehearsedListings
) -> None:
    published(services.stage)
    shown = client.get("/jobs?keyword=水&locations=KE&order=latest-deadline&open=1").text
    done = press(client, "/mypage/searches", shown, "", {}, "この条件を保存する")
    shown = client.get(done.location).text
    assert "検索条件を保存しました。" in shown
    assert "水 ・ " in shown
    [run] = [part for part in shown.split('href="') if part.startswith("/jobs?keyword=")]
    address = run.partition('"')[0].replace("&amp;", "&")
    assert client.get(address).status_code == 200
    again = services.called("listings.search_listings")[-1].payload
    first = services.called("listings.search_listings")[0].payload
    assert again == first
    [one] = _call(client, "GET", "/saved-searches").json["items"]
    client.set_cookie("session", "token")
    url = f"/mypage/searches/{one['condition_id']}/deletion"
    done = press(client, url, shown, "", {}, "削除")
    assert "検索条件を削除しました。" in client.get(done.location).text
    assert "保存した検索条件はありません。" in client.get("/mypage/searches").text


@pytest.mark.requirement("LI-57")
def test_visitors_are_not_offered_to_save(
    app: Flask, client: FlaskClient, services: RehearsedListings
) -> None:
    assert "この条件を保存する" not in app.test_client().get("/jobs?keyword=水").text


@pytest.mark.requirement("LI-57")
def test_too_many_saved_searches_are_refused_with_a_reason(
    client: FlaskClient, services: RehearsedListings
) -> None:
    services.refuse(
        "listings.save_search_condition",
        "too-many-saved-conditions",
        "conflict",
        params={"most": 50},
    )
    shown = client.get("/jobs").text
    done = press(client, "/mypage/searches", shown, "", {}, "この条件を保存する")
    assert done.status_code == 409
    assert "検索条件は50件まで保存できます。" in done.text


@pytest.mark.requirement("LI-57")
def test_searches_are_saved_and_deleted_by_api(
    client: FlaskClient, services: RehearsedListings
) -> None:
    body = {"name": "水", "conditions": {"keyword": "水", "section": "jobs", "kinds": ["job"]}}
    saved = _call(client, "POST", "/saved-searches", body)
    assert saved.status_code == 201
    [one] = _call(client, "GET", "/saved-searches").json["items"]
    assert one["condition_id"] == saved.json["condition_id"]
    assert one["conditions"]["keyword"] == "水"
    url = f"/saved-searches/{one['condition_id']}"
    assert _call(client, "DELETE", url).status_code == 200
    assert _call(client, "DELETE", url).status_code == 404
    wrong = {"conditions": {"colour": "red"}}
    assert _call(client, "POST", "/saved-searches", wrong).status_code == 422


@pytest.mark.requirement("LI-60")
def test_favourites_are_kept_by_api(client: FlaskClient, services: RehearsedListings) -> None:
    listing = published(services.stage)
    for _ in range(2):
        assert _call(client, "PUT", f"/favourites/{listing}").status_code == 200
    found = _call(client, "GET", "/favourites").json
    assert [one["listing_id"] for one in found["jobs"]] == [listing]
    assert _call(client, "GET", f"/listings/{listing}").json["favourite"] is True
    assert _call(client, "DELETE", f"/favourites/{listing}").status_code == 200
    assert _call(client, "GET", "/favourites").json == {"jobs": [], "trainings": []}
    assert _call(client, "PUT", "/favourites/unknown").status_code == 404
