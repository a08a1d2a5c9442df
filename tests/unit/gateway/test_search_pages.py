from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.rehearsal import tokyo
from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import AFTERNOON, OWNER, SECRETARIAT, content, published

FACETS = {
    "kinds": [{"value": "job", "count": 40}, {"value": "internship", "count": 3}],
    "fields": [{"value": "保健医療", "count": 12}, {"value": "教育", "count": 9}],
    "locations": [{"value": "KE", "count": 5}, {"value": "JP-13", "count": 2}],
    "organisation_types": [],
    "labels": [{"value": "new", "count": 4}],
    "employment_types": [],
    "languages": [],
}


@pytest.fixture
def services() -> RehearsedListings:
    return RehearsedListings(AFTERNOON)


@pytest.fixture
def client(app: Flask, services: RehearsedListings) -> FlaskClient:
    return browser(app, services)


@pytest.fixture
def visitor(app: Flask, services: RehearsedListings) -> FlaskClient:
    browser(app, services)
    return app.test_client()


def _found(services: RehearsedListings, **more: Any) -> None:
    published(services.stage)
    asked = services.stage.run("search_listings", {}, SECRETARIAT)
    services.answer("listings.search_listings", {**asked, "facets": FACETS, **more})


@pytest.mark.requirement("LI-49")
@pytest.mark.requirement("LI-51")
@pytest.mark.requirement("GW-35")
def test_jobs_are_searched_and_shown_below_the_conditions(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    _found(services, total=43, listed=43)
    shown = visitor.get("/jobs?keyword=水").text
    assert shown.index("この条件で検索する") < shown.index(
        "総件数：43件中 1件～20件を表示しています"
    )
    for part in (
        "水資源の専門家",
        "【募集分野】",
        "【勤務地】",
        "【業務期間】",
        "【募集団体名】",
        "詳細はこちら",
    ):
        assert part in shown
    assert "ケニア ナイロビ" in shown
    assert "2024/08/01～2025/07/31" in shown
    assert "Web応募" in shown
    [called] = services.called("listings.search_listings")
    assert called.payload["keyword"] == "水"
    assert "training" not in called.payload["kinds"]


@pytest.mark.requirement("LI-50")
def test_trainings_have_a_page_of_their_own(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    _found(services)
    assert "研修・イベント情報" in visitor.get("/trainings").text
    assert services.called("listings.search_listings")[0].payload["kinds"] == [
        "training",
        "seminar",
    ]


@pytest.mark.requirement("LI-53")
def test_more_than_a_thousand_are_told_as_they_are_and_the_first_thousand_shown(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    _found(services, total=2345, listed=1000)
    shown = visitor.get("/jobs?page=50").text
    assert "総件数：2,345件中 981件～1,000件を表示しています" in shown
    assert "1,000件を超えるため" in shown
    assert "page=51" not in shown
    assert services.called("listings.search_listings")[0].payload["page"] == 50


@pytest.mark.requirement("LI-55")
def test_facets_narrow_and_conditions_can_be_taken_away_again(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    _found(services)
    shown = visitor.get("/jobs?keyword=水&recruiting_fields=教育&page=3").text
    assert (
        "/jobs?keyword=%E6%B0%B4&amp;recruiting_fields=%E6%95%99%E8%82%B2&amp;locations=KE" in shown
    )
    assert ">ケニア</a>" in shown
    assert ">東京都</a>" in shown
    assert 'href="/jobs?keyword=%E6%B0%B4"' in shown
    assert 'type="hidden" name="recruiting_fields" value="教育"' in shown
    [called] = services.called("listings.search_listings")
    assert called.payload["recruiting_fields"] == ["教育"]


@pytest.mark.requirement("LI-55")
def test_a_deeper_value_takes_the_place_of_what_is_above_it(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    fields = [{"value": value, "count": 2} for value in ("水", "水／給水", "水／下水", "教育")]
    places = [{"value": value, "count": 2} for value in ("JP", "JP-13")]
    facets = {**FACETS, "fields": fields, "locations": places}
    _found(services, facets=facets)
    assert "水／給水" not in visitor.get("/jobs").text
    shown = visitor.get("/jobs", query_string={"recruiting_fields": "水", "locations": "JP"}).text
    assert "水／給水" in shown
    deeper = urlencode({"locations": "JP", "recruiting_fields": "水／給水"}).replace("&", "&amp;")
    assert f'href="/jobs?{deeper}"' in shown
    inside = urlencode({"recruiting_fields": "水", "locations": "JP-13"}).replace("&", "&amp;")
    assert f'href="/jobs?{inside}"' in shown
    beside = visitor.get("/jobs", query_string={"recruiting_fields": "水／給水"}).text
    assert "水／下水" in beside


@pytest.mark.requirement("LI-54")
def test_the_order_can_be_chosen(visitor: FlaskClient, services: RehearsedListings) -> None:
    _found(services)
    shown = visitor.get("/jobs?order=latest-deadline").text
    assert '<option value="latest-deadline" selected>募集終了日の遅い順' in shown
    visitor.get("/jobs?order=odd")
    orders = [call.payload["order"] for call in services.called("listings.search_listings")]
    assert orders == ["latest-deadline", "newest"]


@pytest.mark.requirement("LI-58")
def test_kinds_are_selected_and_archives_only_when_asked_for(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    _found(services)
    visitor.get("/jobs")
    visitor.get("/jobs?kinds=past-public-recruitment&kinds=training&kinds=odd")
    first, second = services.called("listings.search_listings")
    assert "past-public-recruitment" not in first.payload["kinds"]
    assert second.payload["kinds"] == ["past-public-recruitment"]


def test_looser_matches_are_said_to_be_looser(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    _found(services, partial=True)
    assert "一部が一致する情報を表示しています" in visitor.get("/jobs?keyword=水資源学").text


def test_nothing_found_comes_with_advice(visitor: FlaskClient, services: RehearsedListings) -> None:
    shown = visitor.get("/jobs?keyword=zzz").text
    assert "条件に一致する情報は見つかりませんでした。" in shown
    assert "見つからないときは" in shown
    assert "条件をすべて解除" in shown


@pytest.mark.parametrize(
    "query",
    [
        *("keyword=%00%1b", "keyword=" + "x" * 5000, "page=0", "page=99999", "locations=%ff"),
        "&".join(["kinds=job"] * 60),
    ],
)
def test_odd_addresses_are_searched_as_far_as_they_make_sense(
    visitor: FlaskClient, services: RehearsedListings, query: str
) -> None:
    assert visitor.get(f"/jobs?{query}").status_code == 200


def test_the_listings_of_one_organisation_have_an_address(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    _found(services)
    shown = visitor.get("/listings?organisation_id=org-1").text
    assert "架け橋大学" in shown
    payload = services.called("listings.search_listings")[0].payload
    assert payload["organisation_id"] == "org-1"
    assert {"job", "training"} <= set(payload["kinds"])


@pytest.mark.requirement("LI-48")
def test_jocv_only_jobs_are_offered_as_a_condition_to_those_who_may_know_of_them(
    client: FlaskClient, visitor: FlaskClient, services: RehearsedListings
) -> None:
    _found(services)
    assert "jocv-job" not in visitor.get("/jobs").text
    services.sign_in("individual", facets=["jocv-view"])
    assert 'value="jocv-job"' in client.get("/jobs").text


def test_a_card_changes_with_its_listing_and_its_labels(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = published(services.stage)
    first = visitor.get("/jobs").text
    assert "水資源の専門家" in first
    assert "NEW" in first
    assert visitor.get("/jobs?lang=en").text.count("Period of work") == 1
    services.stage.until(tokyo(2024, 5, 20))
    assert "badge-new" not in visitor.get("/jobs?lang=ja").text
    amended = {"listing_id": listing_id, "content": content(title="水の専門家"), "confirmed": True}
    services.stage.run("request_listing_amendment", amended, OWNER)
    chosen = {"listing_id": listing_id, "reflection_on": "2024-05-21"}
    services.stage.run("approve_listing", chosen, SECRETARIAT)
    services.stage.until(tokyo(2024, 5, 21))
    assert "水の専門家" in visitor.get("/jobs").text
