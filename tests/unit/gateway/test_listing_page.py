from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.rehearsal import tokyo
from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import AFTERNOON, content, published, requested


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


@pytest.mark.requirement("GW-36")
@pytest.mark.requirement("LI-05")
@pytest.mark.requirement("LI-09")
def test_the_detail_page_shows_everything_and_buttons_to_individuals_only(
    client: FlaskClient, visitor: FlaskClient, services: RehearsedListings
) -> None:
    published(services.stage)
    shown = visitor.get("/listings/D000000001").text
    for part in (
        "水資源の専門家",
        "修士号。",
        "書類を添付して応募する。",
        "流域の水資源",
        "Web応募",
        "NEW",
    ):
        assert part in shown
    assert "この案件に応募する" not in shown
    assert "/login?next=/listings/D000000001" in shown
    services.sign_in("individual")
    shown = client.get("/listings/D000000001").text
    assert 'href="/listings/D000000001/apply">この案件に応募する' in shown
    assert 'href="/listings/D000000001/mail">この団体にメールを送る' in shown


@pytest.mark.requirement("LI-10")
@pytest.mark.parametrize("web", [True, False])
@pytest.mark.parametrize("direct", [True, False])
def test_the_button_to_apply_directly_is_there_only_where_that_is_accepted(
    visitor: FlaskClient,
    client: FlaskClient,
    services: RehearsedListings,
    web: bool,
    direct: bool,
) -> None:
    published(services.stage, web_application=web, direct_application=direct)
    by_web, directly = '/apply">この案件に応募する', '/apply?route=direct">自主応募'

    shown = visitor.get("/listings/D000000001").text
    assert (directly in shown, "ログインして応募する" in shown) == (direct, web)
    services.sign_in("individual")
    shown = client.get("/listings/D000000001").text
    assert (directly in shown, by_web in shown) == (direct, web)
    services.sign_in("individual", facets=["job-seeker"])
    shown = client.get("/listings/D000000001").text
    assert (directly in shown, by_web in shown) == (direct, web and not direct)
    services.stage.until(tokyo(2024, 7, 1))
    for one in (visitor, client):
        assert directly not in one.get("/listings/D000000001").text


@pytest.mark.requirement("LI-23")
@pytest.mark.requirement("LI-42")
def test_what_is_not_public_has_no_page(visitor: FlaskClient, services: RehearsedListings) -> None:
    requested(services.stage)
    assert visitor.get("/listings/D000000001").status_code == 404
    assert visitor.get("/listings/D000000099").status_code == 404
    assert visitor.get("/listings/" + "D" * 300).status_code == 404
    published(services.stage)
    assert visitor.get("/listings/D000000002").status_code == 200
    services.stage.until(tokyo(2024, 7, 1))
    assert visitor.get("/listings/D000000002").status_code == 404


@pytest.mark.requirement("LI-64")
def test_an_opening_is_counted_except_by_owner_and_staff(
    app: Flask, client: FlaskClient, visitor: FlaskClient, services: RehearsedListings
) -> None:
    counted: list[str] = []

    class Spool:
        def add(self, listing_id: str, on: object) -> None:
            counted.append(listing_id)

    app.extensions["view_spool"] = Spool()
    listing_id = published(services.stage)
    headers = {"User-Agent": "Mozilla/5.0"}
    visitor.get("/listings/D000000001", headers=headers)
    services.as_organisation()
    client.get("/listings/D000000001", headers=headers)
    services.as_secretariat()
    client.get("/listings/D000000001", headers=headers)
    assert counted == [listing_id]


def _json_ld(page: str) -> Any:
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    return json.loads(text)


def test_machines_read_a_job_posting_and_contents_cannot_break_out_of_it(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    published(services.stage, description="悪意</script><script>alert(1)</script>")
    posting = _json_ld(visitor.get("/listings/D000000001").text)
    assert posting["@type"] == "JobPosting"
    assert posting["description"] == "悪意</script><script>alert(1)</script>"
    assert posting["validThrough"] == "2024-06-30T23:59:59+09:00"
    assert posting["jobLocation"][0]["address"]["addressCountry"] == "KE"
    assert posting["employmentType"] == "TEMPORARY"
    assert posting["hiringOrganization"]["name"] == "架け橋大学"


@pytest.mark.requirement("LI-48")
def test_jocv_only_jobs_are_in_no_feed(visitor: FlaskClient, services: RehearsedListings) -> None:
    published(services.stage)
    for call in ("/listings.rss", "/trainings.rss", "/trainings.ics"):
        visitor.get(call)
    for call_ in services.called("listings.search_listings"):
        assert "jocv-job" not in call_.payload["kinds"]
        assert call_.payload["kinds"]


@pytest.mark.requirement("GW-05")
def test_the_pages_exist_in_english(visitor: FlaskClient, services: RehearsedListings) -> None:
    published(services.stage, work_period={"start": {"day": "2019-08-20", "third": "late"}})
    shown = visitor.get("/listings/D000000001?lang=en").text
    for part in ("How to apply", "Kenya ナイロビ", "late 2019/08", "Fixed term", "Apply online"):
        assert part in shown
    assert content()["title"] in shown
