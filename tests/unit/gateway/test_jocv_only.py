"""JOCV-only listings on every public surface: for nobody but holders they exist (LI-48)."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.rehearsal import tokyo
from tests.unit.gateway.listing_browser import browser
from tests.unit.gateway.rehearsed_listings import RehearsedListings
from tests.unit.listings.stage import AFTERNOON, SECRETARIAT, content, published

TITLE = "協力隊経験者の求人"
SURFACES = (
    "/jobs",
    "/listings",
    "/jobs?kinds=jocv-job",
    "/jobs?file=csv",
    "/listings?kinds=jocv-job&file=json",
    "/listings.rss",
    "/trainings.rss",
    "/trainings.ics",
    "/deadlines.ics",
    "/sitemap.xml",
    "/sitemap-listings-0.xml",
    "/api/v1/listings",
    "/api/v1/listings?kinds=jocv-job",
)


@pytest.fixture
def services() -> RehearsedListings:
    services = RehearsedListings(AFTERNOON)
    services.answer("identity.find_organisations", {"items": [], "total": 0})
    return services


@pytest.fixture
def client(app: Flask, services: RehearsedListings) -> FlaskClient:
    return browser(app, services)


@pytest.fixture
def jocv(services: RehearsedListings) -> dict[str, Any]:
    """A JOCV-only job beside one for everybody."""
    payload = {
        "content": content(kind="jocv-job", title=TITLE),
        "terms_agreed": True,
        "confirmed": True,
        "organisation_id": "org-1",
    }
    stage = services.stage
    made = stage.run("request_listing_registration", payload, SECRETARIAT)
    on = {"listing_id": made["listing_id"], "reflection_on": "2024-05-10"}
    stage.run("approve_listing", on, SECRETARIAT)
    published(stage)
    stage.until(tokyo(2024, 5, 10, 23))
    document: dict[str, Any] = stage.documents("listings")[made["listing_id"]]
    return document


def _seen(client: FlaskClient, jocv: dict[str, Any]) -> list[str]:
    """The surfaces on which the listing, its number or its id can be seen."""
    marks = (TITLE, jocv["data_number"], jocv["_id"])
    found = []
    for path in SURFACES:
        response = client.get(path)
        assert response.status_code == 200, path
        if any(mark in response.text for mark in marks):
            found.append(path)
    return found


@pytest.mark.requirement("LI-48")
@pytest.mark.parametrize("role", ["visitor", "individual", "organisation", "analyst"])
def test_it_is_on_no_surface_and_in_no_total_for_others(
    app: Flask,
    client: FlaskClient,
    services: RehearsedListings,
    jocv: dict[str, Any],
    role: str,
) -> None:
    if role == "visitor":
        client = app.test_client()
    else:
        services.sign_in(role, organisation_id="org-2" if role == "organisation" else None)
    assert _seen(client, jocv) == []
    found = client.get("/api/v1/listings").json
    assert (found["total"], len(found["items"])) == (1, 1)
    assert client.get(f"/listings/{jocv['data_number']}").status_code == 404
    assert client.get(f"/api/v1/listings/{jocv['_id']}").status_code == 404


@pytest.mark.requirement("LI-48")
def test_a_holder_finds_it_and_leaves_nothing_of_it_in_the_cache(
    app: Flask, client: FlaskClient, services: RehearsedListings, jocv: dict[str, Any]
) -> None:
    visitor = app.test_client()
    assert _seen(visitor, jocv) == []
    services.sign_in("individual", facets=["jocv-view"])
    assert "/jobs" in _seen(client, jocv)
    assert "/sitemap.xml" not in _seen(client, jocv)
    client.get("/listings.rss")
    assert "jocv-job" not in services.called("listings.search_listings")[-1].payload["kinds"]
    assert TITLE in client.get(f"/listings/{jocv['data_number']}").text
    assert _seen(visitor, jocv) == []
    assert visitor.get(f"/listings/{jocv['data_number']}").status_code == 404
