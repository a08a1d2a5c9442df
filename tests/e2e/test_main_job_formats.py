"""What machines read of public listings: JSON-LD, RSS, a calendar, site maps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.e2e.main_job_accounts import register
from tests.e2e.main_job_cast import MACHINE, Answered, Client, People, eventually
from tests.e2e.main_job_listings import approve_for_tomorrow, becomes_public, draft_and_request
from tests.support.portal import Portal
from tests.support.schema_org import faults, json_ld

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
TITLE = '水と衛生の研修, "井戸"; <基礎> & 応用: みんなで学ぶ' + "国際協力" * 12


@pytest.fixture(scope="module")
def people(portal: Portal) -> People:
    return People(portal)


@pytest.fixture(scope="module")
def listings(people: People) -> dict[str, dict[str, Any]]:
    """A public job and a public training."""
    body, office = people.client(), people.client()
    office.log_in("internal", people.staff("secretariat"))
    register(people, body, office)
    job = draft_and_request(people, body)
    approve_for_tomorrow(people, office, job)
    training = _training(people, body)
    opens = approve_for_tomorrow(people, office, training)
    becomes_public(people, job, opens)
    visitor = people.client(MACHINE)
    eventually(
        lambda: visitor.answers("GET", f"/listings/{training['data_number']}"),
        "the training does not become public",
    )
    return {"job": job, "training": training}


def _training(people: People, body: Client) -> dict[str, Any]:
    start = people.now().date() + timedelta(days=60)
    content = {
        "kind": "training",
        "language": "ja",
        "title": TITLE,
        "recruiting_fields": ["水資源／給水"],
        "locations": [{"country": "JP", "prefecture": "13", "text": "新宿区"}],
        "application_method": "メールで申し込んでください。",
        "conditions": "どなたでも参加できます。",
        "description": "二日間の研修です。",
        "recruitment": {"start_on": people.now().date().isoformat()},
        "work_period": {
            "start": {"day": start.isoformat()},
            "end": {"day": (start + timedelta(days=1)).isoformat()},
        },
    }
    request = {"content": content, "confirmed": True, "terms_agreed": True}
    made: dict[str, Any] = body.ask("POST", "/own-listings/registration-requests", 201, **request)
    return {**made, "starts": start}


def _read(people: People, path: str, media_type: str) -> Answered:
    answer = people.client(MACHINE).fetch("GET", path)
    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, media_type)
    return answer


def _described(people: People, data_number: str) -> dict[str, Any]:
    page = _read(people, f"/listings/{data_number}", "text/html").text
    [described] = json_ld(page)
    assert faults(described) == []
    return described


def test_a_job_describes_itself_as_a_job_posting(
    people: People, listings: dict[str, dict[str, Any]]
) -> None:
    job = _described(people, listings["job"]["data_number"])
    assert job["@type"] == "JobPosting"
    assert job["title"] == listings["job"]["title"]
    assert job["jobLocation"][0]["address"]["addressCountry"] == "ZM"
    assert datetime.fromisoformat(job["datePosted"]) < datetime.fromisoformat(job["validThrough"])


def test_a_training_describes_itself_as_an_event(
    people: People, listings: dict[str, dict[str, Any]]
) -> None:
    event = _described(people, listings["training"]["data_number"])
    assert (event["@type"], event["name"]) == ("Event", TITLE)
    starts = listings["training"]["starts"]
    assert date.fromisoformat(event["startDate"]) == starts
    assert date.fromisoformat(event["endDate"]) == starts + timedelta(days=1)


@pytest.mark.parametrize(
    ("path", "which"), [("/listings.rss", "job"), ("/trainings.rss", "training")]
)
def test_feeds_are_rss_with_the_newest_listings(
    people: People, listings: dict[str, dict[str, Any]], path: str, which: str
) -> None:
    number = listings[which]["data_number"]
    eventually(lambda: number in people.client(MACHINE).fetch("GET", path).text, "not in the feed")
    channel = ElementTree.fromstring(_read(people, path, "application/rss+xml").content)[0]
    assert all(channel.findtext(name) for name in ("title", "link", "description", "language"))
    own = channel.find(f"{ATOM}link")
    assert own is not None
    assert own.attrib["href"] == f"{people.portal.url}{path}"
    items = channel.findall("item")
    guids = [item.findtext("guid") for item in items]
    assert len(set(guids)) == len(guids) <= 20
    assert f"{people.portal.url}/listings/{number}" in guids
    moments = [parsedate_to_datetime(item.findtext("pubDate") or "") for item in items]
    assert moments == sorted(moments, reverse=True)
    if which == "training":
        assert TITLE in [item.findtext("title") for item in items]


def test_trainings_are_a_calendar(people: People, listings: dict[str, dict[str, Any]]) -> None:
    training = listings["training"]
    number = training["data_number"]
    client = people.client(MACHINE)
    eventually(lambda: number in client.fetch("GET", "/trainings.ics").text, "not in the calendar")
    content = _read(people, "/trainings.ics", "text/calendar").content
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in content.split(b"\r\n"))
    [entry] = [one for one in _entries(content.decode()) if one["UID"].startswith(number)]
    assert entry["SUMMARY"].replace("\\", "") == TITLE
    starts: date = training["starts"]
    assert entry["DTSTART;VALUE=DATE"] == f"{starts:%Y%m%d}"
    assert entry["DTEND;VALUE=DATE"] == f"{starts + timedelta(days=2):%Y%m%d}"
    assert re.fullmatch(r"\d{8}T\d{6}Z", entry["DTSTAMP"])


def _entries(text: str) -> Iterator[dict[str, str]]:
    for part in text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        lines = part.partition("END:VEVENT")[0].split("\r\n")
        yield dict(line.split(":", 1) for line in lines if line)


def test_site_maps_lead_to_every_public_listing(
    people: People, listings: dict[str, dict[str, Any]]
) -> None:
    def places(path: str) -> list[str]:
        root = ElementTree.fromstring(_read(people, path, "application/xml").content)
        assert root.tag in (f"{SITEMAP}sitemapindex", f"{SITEMAP}urlset")
        return [str(one.text) for one in root.iter(f"{SITEMAP}loc")]

    def all_places() -> set[str]:
        url = people.portal.url
        return {place for one in places("/sitemap.xml") for place in places(one.removeprefix(url))}

    wanted = {f"{people.portal.url}/listings/{one['data_number']}" for one in listings.values()}
    eventually(lambda: wanted <= all_places(), "the site maps do not know the listings")
    robots = people.client(MACHINE).fetch("GET", "/robots.txt").text
    assert f"{people.portal.url}/sitemap.xml" in robots
