"""An announced or open JPO campaign stands where visitors look for listings (LI-73, LI-80)."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.kernel.eventkit.domain import Role
from tests.support.rehearsal import as_staff, tokyo
from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import AFTERNOON, published

MOFA = as_staff(Role.MOFA, "mofa-1")
TITLE = "JPO派遣候補者選考 2024年度"


@pytest.fixture
def services() -> RehearsedListings:
    services = RehearsedListings(AFTERNOON)
    services.answer("identity.find_organisations", {"items": [], "total": 0})
    _announce(services, 2024)
    return services


def _announce(services: RehearsedListings, year: int) -> None:
    terms = {"opens_on": f"{year}-06-01", "closes_on": f"{year}-06-30"}
    created = {"application_year": year, "terms": terms}
    named = {"campaign_id": services.stage.run("create_jpo_campaign", created, MOFA)["campaign_id"]}
    services.stage.run("announce_jpo_campaign", named, MOFA)


@pytest.fixture
def visitor(app: Flask, services: RehearsedListings) -> FlaskClient:
    browser(app, services)
    return app.test_client()


def _campaign(services: RehearsedListings) -> dict[str, Any]:
    (document,) = services.stage.documents("jpo_campaigns").values()
    return document


@pytest.mark.requirement("LI-80")
@pytest.mark.parametrize(
    "path",
    [
        *("/", "/jobs", "/listings", "/jobs?keyword=JPO", "/jobs?keyword=UNHCR"),
        *("/jobs?kinds=jpo-campaign", "/jobs?recruiting_fields=保健医療", "/jobs?keyword=会計"),
    ],
)
def test_it_is_on_the_home_page_and_among_the_results_it_fits(
    visitor: FlaskClient, services: RehearsedListings, path: str
) -> None:
    shown = visitor.get(path).text
    assert f'<a href="/jpo/campaigns/{_campaign(services)["campaign_id"]}">{TITLE}</a>' in shown
    assert "条件に一致する情報は見つかりませんでした。" not in shown or path == "/"


@pytest.mark.requirement("LI-80")
@pytest.mark.parametrize(
    "path",
    [
        *("/trainings", "/jobs?keyword=ケニア", "/jobs?kinds=job", "/jobs?locations=KE"),
        *("/jobs?recruiting_fields=水資源", "/jobs?open=1", "/jobs?page=2"),
        "/listings?organisation_id=org-1",
    ],
)
def test_it_is_not_among_results_it_has_nothing_to_do_with(visitor: FlaskClient, path: str) -> None:
    assert TITLE not in visitor.get(path).text


@pytest.mark.requirement("LI-55")
@pytest.mark.parametrize("query", ["", "kinds=jpo-campaign", "kinds=job", "page=2"])
def test_its_kind_is_counted_whatever_kinds_are_chosen_and_on_every_page(
    visitor: FlaskClient, query: str
) -> None:
    shown = visitor.get(f"/jobs?{query}").text
    counted = '<span>JPO派遣候補者選考 <span class="narrow-count">1</span></span>'
    assert counted in shown


def test_a_campaign_that_has_closed_is_no_longer_offered(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    services.stage.until(tokyo(2024, 6, 2))
    assert TITLE in visitor.get("/jobs?open=1").text
    services.stage.until(tokyo(2024, 7, 1))
    for path in ("/", "/jobs", "/listings.rss", "/deadlines.ics"):
        assert "JPO派遣候補者選考" not in visitor.get(path).text.replace(
            "<span>JPO派遣候補者選考", ""
        ), path


def test_feed_calendar_and_site_map_name_it(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    published(services.stage)
    campaign = _campaign(services)
    place = f"/jpo/campaigns/{campaign['campaign_id']}"
    feed = visitor.get("/listings.rss").text
    assert f"<title>{TITLE}</title>" in feed
    assert place in feed
    entries = visitor.get("/deadlines.ics").text.replace("\r\n ", "")
    assert f"SUMMARY:【応募締切】{TITLE}" in entries
    assert "DTSTART;TZID=Asia/Tokyo:20240630T235900" in entries
    assert place in entries
    assert (
        f"{place}</loc><lastmod>{campaign['changed_at']}"
        in visitor.get("/sitemap-contents.xml").text
    )


@pytest.mark.requirement("LI-80")
def test_the_api_finds_campaigns_by_keyword(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    place = "/api/v1/jpo/campaigns?current=true&keyword="
    assert visitor.get(f"{place}WHO").get_json()["total"] == 1
    assert visitor.get(f"{place}ケニア").get_json()["total"] == 0


def test_while_there_is_none_searches_do_not_ask_for_them_until_an_event_tells_of_one(
    visitor: FlaskClient, app: Flask, services: RehearsedListings
) -> None:
    cache = app.extensions["content_cache"]
    cache.drop_everything(trusted=True)

    def asked_by(path: str) -> int:
        before = len(services.calls)
        visitor.get(path)
        return sum(call.operation == "find_jpo_campaigns" for call in services.calls[before:])

    assert asked_by("/jobs?keyword=a") == 2
    assert asked_by("/jobs?keyword=b") == 2
    services.stage.until(tokyo(2024, 7, 1))
    cache.drop(("contents",))
    assert asked_by("/jobs?keyword=a") == 2
    assert asked_by("/jobs?keyword=b") == 0
    assert asked_by("/listings?keyword=c") == 0
    _announce(services, 2025)
    cache.drop(("contents",))
    assert "2025年度" in visitor.get("/jobs?keyword=JPO").text
    cache.drop_everything(trusted=False)
    assert asked_by("/jobs?keyword=d") == 2
