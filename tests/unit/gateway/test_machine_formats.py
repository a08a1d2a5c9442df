"""What machines read on the public pages is valid, true, and gone with the listing."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.pages.listing_calendars import calendar, period_entry
from tests.support.rehearsal import tokyo
from tests.support.schema_org import faults, json_ld
from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import (
    AFTERNOON,
    OWNER,
    SECRETARIAT,
    content,
    published,
    requested,
    scheduled,
)

LISTING = "/listings/D000000001"
HOSTILE = '</script><script>alert("1")</script> & \\ ; , \r\n終'
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ORGANISATION = {
    "organisation_id": "org-1",
    "name": "架け橋大学",
    "name_en": "Kakehashi University",
    "address": "東京都千代田区1-1",
    "activity": "研究と教育",
    "category": "school",
    "institution_type": "university",
    "listed": True,
}


@pytest.fixture
def services() -> RehearsedListings:
    services = RehearsedListings(AFTERNOON)
    services.answer("identity.find_organisations", {"items": [ORGANISATION], "total": 1})
    return services


@pytest.fixture
def visitor(app: Flask, services: RehearsedListings) -> FlaskClient:
    browser(app, services)
    return app.test_client()


def _described(visitor: FlaskClient) -> dict[str, Any]:
    [found] = json_ld(visitor.get(LISTING).text)
    assert faults(found) == []
    return found


@pytest.mark.parametrize(
    "kind", ["job", "internship", "public-recruitment", "public-notice", "pre-announcement"]
)
def test_every_kind_of_job_is_a_valid_job_posting(
    visitor: FlaskClient, services: RehearsedListings, kind: str
) -> None:
    open_to_all = kind in ("job", "internship")
    payload = {
        "content": content(kind=kind, web_application=kind != "pre-announcement", contact="窓口"),
        "terms_agreed": True,
        "confirmed": True,
    } | ({} if open_to_all else {"organisation_id": "org-1"})
    actor = OWNER if open_to_all else SECRETARIAT
    made = services.stage.run("request_listing_registration", payload, actor)
    approval = {"listing_id": made["listing_id"], "reflection_on": "2024-05-10"}
    services.stage.run("approve_listing", approval, SECRETARIAT)
    services.stage.until(tokyo(2024, 5, 10, 23))
    posting = _described(visitor)
    assert posting["@type"] == "JobPosting"
    assert posting["validThrough"] == "2024-06-30T23:59:59+09:00"
    assert posting["jobLocation"][0]["address"] == {
        "@type": "PostalAddress",
        "addressCountry": "KE",
        "addressLocality": "ナイロビ",
    }


@pytest.mark.parametrize("kind", ["training", "seminar"])
def test_trainings_and_seminars_are_valid_events(
    visitor: FlaskClient, services: RehearsedListings, kind: str
) -> None:
    published(services.stage, kind=kind, employment_type=None, web_application=False)
    event = _described(visitor)
    assert (event["@type"], event["startDate"], event["endDate"]) == (
        *("Event", "2024-08-01"),
        "2025-07-31",
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"description": HOSTILE, "title": "水 </script>", "conditions": HOSTILE},
        {"recruitment": {"start_on": "2024-05-01", "end_on": None}},
        {"work_period": {"start": {"day": "2024-08-20", "third": "late"}}},
        {"locations": [{"country": "JP", "prefecture": "13", "text": "新宿区"}] * 3},
        {"web_application": False, "direct_application": True},
    ],
)
def test_what_is_described_is_valid_whatever_the_listing_says(
    visitor: FlaskClient, services: RehearsedListings, changes: dict[str, Any]
) -> None:
    published(services.stage, **changes)
    described = _described(visitor)
    if "description" in changes:
        assert (
            described["description"]
            == services.stage.documents("listings")[
                next(iter(services.stage.documents("listings")))
            ]["content"]["description"]
        )


def test_contact_data_are_not_told_to_machines(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    published(services.stage, contact="山田花子 hanako@example.jp 03-1234-5678")
    page = visitor.get(LISTING).text
    assert "山田花子" in page
    assert "山田花子" not in str(json_ld(page))


def test_what_has_left_is_described_nowhere(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    published(services.stage)
    assert "D000000001" in visitor.get("/sitemap-listings-0.xml").text
    services.stage.until(tokyo(2024, 7, 1))
    gone = visitor.get(LISTING)
    assert (gone.status_code, json_ld(gone.text)) == (404, [])
    assert visitor.get("/sitemap-listings-0.xml").status_code == 404
    for path in ("/sitemap.xml", "/listings.rss", "/deadlines.ics", "/trainings.ics"):
        assert "D000000001" not in visitor.get(path).text
        assert "sitemap-listings" not in visitor.get(path).text


def test_what_is_not_public_yet_is_described_nowhere(
    visitor: FlaskClient, services: RehearsedListings, app: Flask
) -> None:
    requested(services.stage)
    services.as_organisation()
    owner = browser(app, services)
    assert json_ld(owner.get("/listings/D000000001").text) == []
    assert "sitemap-listings" not in visitor.get("/sitemap.xml").text


def test_an_organisation_of_the_public_list_is_described(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    services.answer("identity.get_organisation", ORGANISATION)
    [found] = json_ld(visitor.get("/organisations/org-1").text)
    assert faults(found) == []
    assert (found["@type"], found["alternateName"]) == ("Organization", "Kakehashi University")
    services.answer("identity.get_organisation", {**ORGANISATION, "listed": False})
    hidden = visitor.get("/organisations/org-1?again")
    assert (hidden.status_code, json_ld(hidden.text)) == (404, [])


def test_the_checker_finds_what_is_wrong() -> None:
    good = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "研修",
        "startDate": "2024-08-01",
        "location": [{"@type": "Place", "address": {"@type": "PostalAddress"}}],
    }
    assert faults(good) == []
    for name, value in (
        *(("salary", "1"), ("startDate", "2024/08/01"), ("startDate", "2024-08-01T10:00:00")),
        *(("eventStatus", "scheduled"), ("name", ""), ("organizer", "団体"), ("inLanguage", True)),
        *(("name", "hanako@example.jp"), ("location", {"@type": "Building"}), ("url", "nowhere")),
    ):
        wrong = {**copy.deepcopy(good), name: value}
        assert faults(wrong), (name, value)
    for name in ("@context", "name", "startDate", "location"):
        assert faults({key: value for key, value in good.items() if key != name}), name


@pytest.mark.parametrize("path", ["/listings.rss", "/trainings.rss"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_feed_readers_read_the_feeds(
    visitor: FlaskClient, services: RehearsedListings, path: str, language: str
) -> None:
    training = path == "/trainings.rss"
    kind = {"kind": "training", "employment_type": None} if training else {}
    published(services.stage, title="水 & <土>", **kind)
    response = visitor.get(f"{path}?lang={language}")
    assert response.content_type == "application/rss+xml; charset=utf-8"
    feed = feedparser.parse(response.data)
    assert (bool(feed.bozo), feed.version, feed.feed.language) == (False, "rss20", language)
    assert feed.feed.title.endswith("Kakehashi")
    assert feed.feed.link == f"http://localhost{'/trainings' if training else '/jobs'}"
    assert feed.feed.description
    [entry] = feed.entries
    assert unescape(entry.title) == "水 & <土>"
    assert entry.link == entry.id == "http://localhost/listings/D000000001"
    at = datetime(*entry.published_parsed[:6], tzinfo=UTC)
    assert at == tokyo(2024, 5, 10, 22)


def test_calendar_programs_read_trainings_as_whole_days(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    title = "長い題名、; \\ " * 20
    published(services.stage, title=title.strip(), kind="training", employment_type=None)
    response = visitor.get("/trainings.ics")
    assert response.content_type == "text/calendar; charset=utf-8"
    assert max(map(len, response.data.split(b"\r\n"))) <= 75
    read = icalendar.Calendar.from_ical(response.data)
    assert (read["X-WR-TIMEZONE"], read.errors) == ("Asia/Tokyo", [])
    [event] = read.walk("VEVENT")
    assert event.errors == []
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
        date(2024, 8, 1),
        date(2025, 8, 1),
    )
    assert str(event["SUMMARY"]) == title.strip()
    assert event.decoded("DTSTAMP") == tokyo(2024, 5, 10, 22)
    assert str(event["URL"]) == "http://localhost/listings/D000000001"


def test_calendar_programs_read_deadlines_in_the_time_of_tokyo(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    scheduled(services.stage, title="いつでも", recruitment={"start_on": "2024-05-01"})
    published(services.stage)
    read = icalendar.Calendar.from_ical(visitor.get("/deadlines.ics").data)
    [zone] = read.walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Tokyo"
    [event] = read.walk("VEVENT")
    assert event.errors == []
    assert event["DTSTART"].params["TZID"] == "Asia/Tokyo"
    assert event.decoded("DTSTART") == tokyo(2024, 6, 30, 23, 59)
    assert event.decoded("DTSTART").utcoffset() == timedelta(hours=9)
    assert str(event["SUMMARY"]) == "【応募締切】水資源の専門家"


def test_no_day_is_too_early_or_too_late_for_the_calendar() -> None:
    item = {
        "data_number": "D000000001",
        "updated_at": "2024-05-01T13:00:00+00:00",
        "title": "研修",
        "organisation_name": "団体",
        "locations": [],
        "work_period": {"start": {"day": "0001-01-01"}, "end": {"day": "9999-12-31"}},
    }
    text = calendar([item], period_entry, "研修", "localhost", "http://localhost")
    assert "DTSTART;VALUE=DATE:00010101" in text
    assert "DTEND;VALUE=DATE:99991231" in text


def _entries(visitor: FlaskClient, path: str) -> dict[str, str | None]:
    response = visitor.get(path)
    assert (response.status_code, response.mimetype) == (200, "application/xml")
    root = ElementTree.fromstring(response.data)
    assert root.tag in (f"{SPACE}sitemapindex", f"{SPACE}urlset")
    assert 1 <= len(root) <= 50_000
    return {str(one.findtext(f"{SPACE}loc")): one.findtext(f"{SPACE}lastmod") for one in root}


def test_site_maps_tell_the_moment_a_page_last_changed(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    listing_id = published(services.stage)
    services.stage.until(tokyo(2024, 5, 11, 10))
    scheduled(services.stage, on="2024-05-11")
    services.stage.until(tokyo(2024, 5, 11, 23))
    index = _entries(visitor, "/sitemap.xml")
    assert index["http://localhost/sitemap-listings-0.xml"] == "2024-05-11T13:00:00+00:00"
    at = "http://localhost/listings/D00000000"
    assert _entries(visitor, "/sitemap-listings-0.xml") == {
        f"{at}1": "2024-05-10T13:00:00+00:00",
        f"{at}2": "2024-05-11T13:00:00+00:00",
    }
    stage = services.stage
    stage.until(tokyo(2024, 5, 12, 10))
    amendment = {"listing_id": listing_id, "content": content(title="改"), "confirmed": True}
    stage.run("request_listing_amendment", amendment, OWNER)
    assert _entries(visitor, "/sitemap-listings-0.xml")[f"{at}1"] == "2024-05-10T13:00:00+00:00"
    approval = {"listing_id": listing_id, "reflection_on": "2024-05-12"}
    stage.run("approve_listing", approval, SECRETARIAT)
    stage.until(tokyo(2024, 5, 12, 23))
    assert _entries(visitor, "/sitemap-listings-0.xml")[f"{at}1"] == "2024-05-12T13:00:00+00:00"


def test_every_map_of_the_index_is_there_and_leads_to_pages(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    published(services.stage)
    pages = [
        place
        for one in _entries(visitor, "/sitemap.xml")
        for place in _entries(visitor, one.removeprefix("http://localhost"))
    ]
    assert len(pages) == len(set(pages))
    assert "http://localhost/organisations/org-1" in pages
    for place in pages:
        if "/organisations/" not in place:
            path = place.removeprefix("http://localhost")
            assert visitor.get(path).status_code == 200, path
    for path in ("/sitemap-listings-7.xml", "/sitemap-listings-1000000.xml"):
        assert visitor.get(path).status_code == 404
