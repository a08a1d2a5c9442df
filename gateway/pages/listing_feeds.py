"""Feeds of what is public: RSS, calendar, site map. JOCV-only listings are never in them (LI-48)."""

from __future__ import annotations

from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

from flask import Response, abort, current_app, make_response, render_template
from flask_babel import gettext

from gateway.auth.allow import ANYONE, allow
from gateway.backend import backend
from gateway.pages.listing_machine_data import calendar
from gateway.web.cache import cached
from gateway.web.listing_words import JOBS, TRAININGS
from gateway.web.page import Pages

pages = Pages("listing_feeds")

BLOCK = 1000
PER_CALENDAR_CALLS = 10


@pages.get("/listings.rss")
@allow(ANYONE)
@cached("listings")
def listings_rss() -> Response:
    """The newest jobs and internships."""
    return _rss(JOBS, gettext("新着の求人・インターン"), "/jobs", "/listings.rss")


@pages.get("/trainings.rss")
@allow(ANYONE)
@cached("listings")
def trainings_rss() -> Response:
    """The newest trainings and events."""
    return _rss(TRAININGS, gettext("新着の研修・イベント"), "/trainings", "/trainings.rss")


def _rss(kinds: tuple[str, ...], title: str, path: str, own: str) -> Response:
    open_to_all = [kind for kind in kinds if kind != "jocv-job"]
    found = backend.call("listings", "search_listings", {"kinds": open_to_all})
    for item in found["items"]:
        item["rss_date"] = format_datetime(datetime.fromisoformat(item["updated_at"]))
    return _xml(
        "listing/feed.xml",
        "application/rss+xml",
        title=title,
        path=path,
        own=own,
        found=found["items"],
        public_url=_public_url(),
    )


@pages.get("/trainings.ics")
@allow(ANYONE)
@cached("listings")
def trainings_ics() -> Response:
    """Trainings and events that are not over, soonest deadline first, as a calendar."""
    public_url = _public_url()
    today = current_app.extensions["clock"].today().isoformat()
    calls = {
        str(number): (
            "listings",
            "search_listings",
            {"kinds": list(TRAININGS), "order": "nearest-deadline", "page": number},
        )
        for number in range(1, PER_CALENDAR_CALLS + 1)
    }
    found = backend.gather(calls, needed=set(calls))
    items = (
        item
        for part in found.values()
        for item in part["items"]
        if item["work_period"]
        and (item["work_period"]["end"] or item["work_period"]["start"])["day"] >= today
    )
    host = urlsplit(public_url).hostname or "localhost"
    text = calendar(items, gettext("研修・イベント情報"), host, public_url)
    return Response(text, content_type="text/calendar; charset=utf-8")


@pages.get("/sitemap.xml")
@allow(ANYONE)
@cached("listings")
def sitemap() -> Response:
    """The index of the site maps: the fixed pages, and listings by blocks of data numbers."""
    found = backend.call("listings", "find_public_listings", {"limit": 1})
    last = int((found["last_data_number"] or "D0")[1:])
    blocks = range(-(-last // BLOCK))
    return _xml(
        "listing/sitemap_index.xml", "application/xml", blocks=blocks, public_url=_public_url()
    )


@pages.get("/sitemap-pages.xml")
@allow(ANYONE)
@cached("listings")
def sitemap_pages() -> Response:
    """The pages that are always there."""
    urls = [(path, None) for path in ("/", "/jobs", "/trainings", "/listings")]
    return _xml("listing/sitemap.xml", "application/xml", urls=urls, public_url=_public_url())


@pages.get("/sitemap-listings-<int(max=999999):block>.xml")
@allow(ANYONE)
@cached("listings")
def sitemap_listings(block: int) -> Response:
    """The public listings of one block of data numbers."""
    asked = {"after_data_number": _number(block * BLOCK), "limit": BLOCK}
    found = backend.call("listings", "find_public_listings", asked)
    last = _number((block + 1) * BLOCK)
    urls = [
        (f"/listings/{item['data_number']}", item["updated_at"])
        for item in found["items"]
        if item["data_number"] <= last and not item["jocv_only"]
    ]
    if not urls:
        abort(404)
    return _xml("listing/sitemap.xml", "application/xml", urls=urls, public_url=_public_url())


def _number(number: int) -> str:
    return f"D{number:09d}"


def _public_url() -> str:
    return str(current_app.extensions["settings"].public_url).rstrip("/")


def _xml(template: str, kind: str, **values: Any) -> Response:
    response = make_response(render_template(template, **values))
    response.content_type = f"{kind}; charset=utf-8"
    return response
