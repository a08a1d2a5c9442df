"""Site maps for search engines: what anybody may read, with the moment it last changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response, abort, current_app, make_response, render_template

from gateway.auth.allow import ANYONE, allow
from gateway.backend import backend
from gateway.web.cache import cached
from gateway.web.jpo_campaigns import campaign_path
from gateway.web.page import Pages
from gateway.web.whole_lists import with_the_rest

pages = Pages("site_maps")

FIXED = (
    *("/", "/jobs", "/trainings", "/listings", "/organisations", "/contents", "/library", "/faq"),
    *("/jpo", "/jpo/campaigns"),
)
AT_ONCE = 100
PER_MAP = 1000
MOST_OFFSET = 100_000


@pages.get("/sitemap.xml")
@allow(ANYONE)
@cached("listings", "contents", "organisations")
def index() -> Response:
    """The index: fixed pages, texts, organisations, and listings by blocks of data numbers."""
    found = backend.gather(
        {
            "blocks": ("listings", "find_site_map", {}),
            "organisations": ("identity", "find_organisations", {"limit": 1, "offset": 0}),
        },
        needed={"blocks", "organisations"},
    )
    maps: list[tuple[str, str | None]] = [("/sitemap-pages.xml", None)]
    maps.append(("/sitemap-contents.xml", None))
    parts = -(-found["organisations"]["total"] // PER_MAP)
    maps += [(f"/sitemap-organisations-{part}.xml", None) for part in range(parts)]
    maps += [
        (f"/sitemap-listings-{one['block']}.xml", one["changed_at"])
        for one in found["blocks"]["blocks"]
    ]
    return _xml("listing/sitemap_index.xml", maps)


@pages.get("/sitemap-pages.xml")
@allow(ANYONE)
@cached("listings")
def fixed_pages() -> Response:
    """The pages that are always there."""
    return _xml("listing/sitemap.xml", ((path, None) for path in FIXED))


@pages.get("/sitemap-contents.xml")
@allow(ANYONE)
@cached("contents")
def contents() -> Response:
    """Articles, editions of the library, stories, JPO campaigns."""
    asked = {"kinds": ["article", "library", "jpo-story"], "audiences": ["individuals"]}
    parts = backend.gather(
        {
            "contents": ("listings", "find_contents", asked),
            "campaigns": ("listings", "find_jpo_campaigns", {}),
        },
        needed={"contents", "campaigns"},
    )
    found = with_the_rest(parts["contents"], asked)
    return _xml(
        "listing/sitemap.xml",
        [("/press", None)]
        + [(f"/contents/{item['content_id']}", item["updated_at"]) for item in found]
        + [(campaign_path(one), one["changed_at"]) for one in parts["campaigns"]["items"]],
    )


@pages.get("/sitemap-organisations-<int(max=999):block>.xml")
@allow(ANYONE)
@cached("organisations")
def organisations(block: int) -> Response:
    """A thousand organisations of the public list."""
    calls = {
        str(offset): ("identity", "find_organisations", {"limit": AT_ONCE, "offset": offset})
        for offset in range(block * PER_MAP, (block + 1) * PER_MAP, AT_ONCE)
        if offset <= MOST_OFFSET
    }
    found = backend.gather(calls, needed=set(calls))
    return _of_a_block(
        (f"/organisations/{item['organisation_id']}", None)
        for name in calls
        for item in found[name]["items"]
    )


@pages.get("/sitemap-listings-<int(max=999999):block>.xml")
@allow(ANYONE)
@cached("listings")
def listings(block: int) -> Response:
    """The public listings of one block of data numbers; never JOCV-only ones (LI-48)."""
    found = backend.call("listings", "find_site_map", {"block": block})
    return _of_a_block(
        (f"/listings/{item['data_number']}", item["changed_at"]) for item in found["listings"]
    )


def _of_a_block(places: Iterable[tuple[str, str | None]]) -> Response:
    """A map must have an entry: one that would have none is not there."""
    found = list(places)
    if not found:
        abort(404)
    return _xml("listing/sitemap.xml", found)


def _xml(template: str, places: Iterable[tuple[str, Any]]) -> Response:
    public_url = str(current_app.extensions["settings"].public_url).rstrip("/")
    response = make_response(render_template(template, places=places, public_url=public_url))
    response.content_type = "application/xml; charset=utf-8"
    return response
