"""Feeds, calendars and site maps are valid and tell what is public."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import unescape
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient

from gateway.pages.listing_calendars import calendar, period_entry
from tests.support.rehearsal import tokyo
from tests.support.schema_org import json_ld
from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.public_portal import public_portal
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.jica import department_posts
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    content,
    published,
    scheduled,
)

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def services() -> RehearsedListings:
    return public_portal()


@pytest.fixture
def visitor(app: Flask, services: RehearsedListings) -> FlaskClient:
    browser(app, services)
    return app.test_client()


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


@pytest.mark.requirement("LI-44")
def test_what_goes_into_the_archive_is_not_told_as_new(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    stage = services.stage
    listing_id = department_posts(stage, "public-recruitment")
    assert "D000000001" in visitor.get("/listings.rss?before").text
    stage.until(tokyo(2024, 7, 1, 9))
    stage.run("archive_listing", {"listing_id": listing_id}, SECRETARIAT)
    assert visitor.get("/listings/D000000001").status_code == 200
    assert "D000000001" not in visitor.get("/listings.rss?after").text


def test_a_feed_stays_readable_whatever_a_title_holds(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    odd = "水\ufffeと\uffff土 \U0001fffe]]> &amp; \u202e\u2028"
    published(services.stage, title=odd, recruiting_fields=[odd])
    response = visitor.get("/listings.rss")
    [item] = ElementTree.fromstring(response.data).iter("item")
    assert str(item.findtext("title")).startswith("水と土")


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


def test_trainings_that_are_over_leave_room_for_those_ahead(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    training = {"kind": "training", "employment_type": None, "title": "昔の研修"}
    for _ in range(201):
        scheduled(services.stage, **training, work_period={"start": {"day": "2024-05-01"}})
    ahead = {**training, "title": "これからの研修", "recruitment": {"start_on": "2024-05-01"}}
    published(services.stage, **ahead)
    read = icalendar.Calendar.from_ical(visitor.get("/trainings.ics").data)
    assert [str(event["SUMMARY"]) for event in read.walk("VEVENT")] == ["これからの研修"]


@pytest.mark.requirement("LI-03")
def test_a_training_in_thirds_of_months_lasts_from_the_first_to_the_last_day_of_them(
    visitor: FlaskClient, services: RehearsedListings
) -> None:
    # The day only names the month: forms and imports put any day of it there.
    period = {
        "start": {"day": "2024-05-01", "third": "middle"},
        "end": {"day": "2024-06-01", "third": "late"},
    }
    published(services.stage, kind="training", employment_type=None, work_period=period)
    for now in (tokyo(2024, 5, 12), tokyo(2024, 6, 30)):
        services.stage.until(now)
        read = icalendar.Calendar.from_ical(visitor.get(f"/trainings.ics?{now:%d}").data)
        [event] = read.walk("VEVENT")
        assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (
            date(2024, 5, 11),
            date(2024, 7, 1),
        )
        [described] = json_ld(visitor.get("/listings/D000000001").text)
        assert (described["startDate"], described["endDate"]) == ("2024-05-11", "2024-06-30")


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
