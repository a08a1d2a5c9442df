"""A search page and a listing page are light, and complete before any script runs."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from services.kernel.eventkit.domain import VISITOR
from tests.support.rehearsal import tokyo
from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import AFTERNOON, SECRETARIAT, requested

MOST = 100_000
"""Bytes of a page with everything it loads, uncompressed."""
PER_PAGE = 20
LONG = "流域の水資源を管理し、関係者と調整する。" * 50
LOADED = re.compile(
    r'<(?:script|img|source|iframe)\b[^>]*\bsrc="([^"]+)"'
    r'|<link\b(?=[^>]*\brel="(?:stylesheet|preload|modulepreload|icon)")[^>]*\bhref="([^"]+)"'
)
FROM_CSS = re.compile(r"""url\(["']?([^"')]+)["']?\)|@import\s+["']([^"']+)["']""")


FACETS = {
    "kinds": [{"value": "job", "count": 40}, {"value": "internship", "count": 3}],
    "fields": [{"value": f"援助アプローチ／手法{n}", "count": 4} for n in range(60)],
    "locations": [{"value": f"JP-{n:02d}", "count": 4} for n in range(1, 48)],
    "organisation_types": [{"value": "university", "count": 43}],
    "labels": [{"value": "new", "count": 40}],
    "employment_types": [{"value": "fixed-term", "count": 40}],
    "languages": [{"value": "en", "count": 4}],
}


@pytest.fixture
def services() -> RehearsedListings:
    return RehearsedListings(AFTERNOON)


@pytest.fixture
def visitor(app: Flask, services: RehearsedListings) -> FlaskClient:
    """Somebody before a full page of results, with long texts and many conditions to add."""
    browser(app, services)
    stage = services.stage
    for number in range(PER_PAGE):
        listing_id = requested(
            stage,
            title=f"水資源の専門家（長期派遣・ナイロビ勤務） その{number}",
            description=LONG,
            conditions=LONG,
            application_method=LONG,
        )
        approval = {"listing_id": listing_id, "reflection_on": "2024-05-10"}
        stage.run("approve_listing", approval, SECRETARIAT)
    stage.until(tokyo(2024, 5, 10, 23))
    found = stage.run("search_listings", {}, VISITOR)
    services.answer("listings.search_listings", {**found, "facets": FACETS})
    return app.test_client()


def _addresses(page: str) -> set[str]:
    return {one or other for one, other in LOADED.findall(page)}


def _transferred(visitor: FlaskClient, path: str) -> dict[str, int]:
    """Bytes of the page and of all that it loads, by address."""
    page = visitor.get(path)
    assert page.status_code == 200
    sizes = {path: len(page.data)}
    waiting = _addresses(page.text)
    while waiting:
        address = waiting.pop()
        assert address.startswith("/"), f"{address} is loaded from elsewhere"
        if address in sizes:
            continue
        part = visitor.get(address)
        assert part.status_code == 200, address
        sizes[address] = len(part.data)
        if part.mimetype == "text/css":
            found = (one or other for one, other in FROM_CSS.findall(part.text))
            waiting |= {one for one in found if not one.startswith(("data:", "#"))}
    return sizes


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", ["/jobs", "/listings/D000000001"])
def test_a_page_with_everything_it_loads_is_under_100_kilobytes(
    visitor: FlaskClient, path: str, language: str
) -> None:
    sizes = _transferred(visitor, f"{path}?lang={language}")
    assert any(".css" in address for address in sizes)
    assert sum(sizes.values()) < MOST, sizes


def test_search_and_listing_are_usable_before_any_script(visitor: FlaskClient) -> None:
    for path in ("/jobs", "/listings/D000000001"):
        page = visitor.get(path).text
        without = re.sub(r"<script\b.*?</script>", "", page, flags=re.S)
        assert "水資源の専門家" in without
        for script in re.findall(r"<script\b[^>]*\bsrc=[^>]*>", page):
            assert re.search(r'\b(?:defer|async|type="module")', script), script
        assert not re.search(r'\son\w+="', page)
        assert "javascript:" not in page
    results = visitor.get("/jobs").text
    assert re.search(r'<form\b[^>]*method="get"', results)
    assert len(set(re.findall(r'href="(/listings/D\d{9})"', results))) == PER_PAGE
    found = visitor.get("/jobs?keyword=水")
    assert found.status_code == 200
