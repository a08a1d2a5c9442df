"""Feeds of what is public: RSS and calendars. JOCV-only listings are never in them (LI-48)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from operator import itemgetter
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app, make_response, render_template
from flask_babel import gettext

from gateway.auth.allow import ANYONE, allow
from gateway.backend import backend
from gateway.pages.listing_calendars import Entry, calendar, deadline_entry, period_entry
from gateway.web.cache import cached
from gateway.web.jpo_campaigns import CURRENT, KIND, campaign_path, campaign_title, deadline_of
from gateway.web.listing_words import JOBS, TRAININGS
from gateway.web.page import Pages
from gateway.web.xml_texts import writable

pages = Pages("listing_feeds")

# JOCV-only jobs are not for all, and an archive is nothing new.
NOT_NEW = frozenset({"jocv-job", "past-public-recruitment"})
MOST_ENTRIES = 20


@pages.get("/listings.rss")
@allow(ANYONE)
@cached("listings", "contents")
def listings_rss() -> Response:
    """The newest jobs and internships, and the JPO campaigns that are announced or open."""
    campaigns = backend.call(*CURRENT)["items"]
    return _rss(JOBS, gettext("新着の求人・インターン"), "/jobs", "/listings.rss", campaigns)


@pages.get("/trainings.rss")
@allow(ANYONE)
@cached("listings")
def trainings_rss() -> Response:
    """The newest trainings and events."""
    return _rss(TRAININGS, gettext("新着の研修・イベント"), "/trainings", "/trainings.rss")


def _rss(
    kinds: tuple[str, ...],
    title: str,
    path: str,
    own: str,
    campaigns: Iterable[dict[str, Any]] = (),
) -> Response:
    asked = {"kinds": [kind for kind in kinds if kind not in NOT_NEW]}
    found = backend.call("listings", "search_listings", asked)
    entries = [
        {**item, "path": f"/listings/{item['data_number']}", "moment": item["updated_at"]}
        for item in found["items"]
    ]
    entries += [
        {
            "title": campaign_title(one),
            "kind": KIND,
            "path": campaign_path(one),
            "moment": one["changed_at"],
            "deadline": deadline_of(one),
        }
        for one in campaigns
    ]
    for entry in entries:
        entry["moment"] = datetime.fromisoformat(entry["moment"])
        entry["rss_date"] = format_datetime(entry["moment"])
    entries.sort(key=itemgetter("moment"), reverse=True)
    return _xml(
        "listing/feed.xml",
        "application/rss+xml",
        title=title,
        path=path,
        own=own,
        items=entries[:MOST_ENTRIES],
        public_url=_public_url(),
    )


@pages.get("/trainings.ics")
@allow(ANYONE)
@cached("listings")
def trainings_ics() -> Response:
    """Trainings and events that are not over, soonest over first, as a calendar."""
    items = _not_over("work-period", TRAININGS)
    return _calendar(gettext("研修・イベント情報"), items, period_entry)


@pages.get("/deadlines.ics")
@allow(ANYONE)
@cached("listings", "contents")
def deadlines_ics() -> Response:
    """The days on which recruitment and rounds of JPO campaigns end, as a calendar."""
    items = _not_over("recruitment", (*JOBS, *TRAININGS))
    items += [_as_listing(one) for one in backend.call(*CURRENT)["items"]]
    return _calendar(gettext("応募の締め切り"), items, deadline_entry)


def _as_listing(campaign: dict[str, Any]) -> dict[str, Any]:
    """A JPO campaign as the calendar knows listings."""
    return {
        "data_number": campaign["campaign_id"],
        "title": campaign_title(campaign),
        "updated_at": campaign["changed_at"],
        "locations": [],
        "organisation_name": gettext("外務省 国際機関人事センター"),
        "recruitment": {"end_on": deadline_of(campaign)},
        "path": campaign_path(campaign),
    }


def _not_over(of: str, kinds: tuple[str, ...]) -> list[dict[str, Any]]:
    asked = {"of": of, "kinds": kinds}
    found: list[dict[str, Any]] = backend.call("listings", "find_listing_days", asked)["items"]
    return found


def _calendar(name: str, items: Iterable[dict[str, Any]], entry: Entry) -> Response:
    public_url = _public_url()
    host = urlsplit(public_url).hostname or "localhost"
    text = calendar(items, entry, name, host, public_url)
    return Response(text, content_type="text/calendar; charset=utf-8")


def _public_url() -> str:
    return str(current_app.extensions["settings"].public_url).rstrip("/")


def _xml(template: str, kind: str, **values: Any) -> Response:
    response = make_response(writable(render_template(template, **values)))
    response.content_type = f"{kind}; charset=utf-8"
    return response
