"""What machines read on the public pages is valid, true, and gone with the listing."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.rehearsal import tokyo
from tests.support.schema_org import faults, json_ld
from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.public_portal import ORGANISATION, public_portal
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import (
    OWNER,
    SECRETARIAT,
    content,
    published,
    requested,
)

LISTING = "/listings/D000000001"
HOSTILE = '</script><script>alert("1")</script> & \\ ; , \r\n終'


@pytest.fixture
def services() -> RehearsedListings:
    return public_portal()


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
