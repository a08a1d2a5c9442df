"""Content, library, FAQ and press room without login (GW-45, LI-66 to LI-72)."""

from __future__ import annotations

import base64
from itertools import groupby

from flask import Response, request
from flask_babel import lazy_gettext

from gateway.auth.allow import ANYONE, allow
from gateway.backend import backend
from gateway.web.cache import cached
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page
from gateway.web.whole_lists import with_the_rest

pages = Pages(
    "content",
    menu=(
        MenuEntry("footer", lazy_gettext("読みもの"), "content.overview", 30),
        MenuEntry("footer", lazy_gettext("プレスルーム"), "content.press_room", 31),
        MenuEntry("footer", lazy_gettext("ライブラリ"), "content.library", 32),
        MenuEntry("footer", lazy_gettext("よくある質問"), "content.faq", 33),
    ),
)

MONTH = 30 * 24 * 3600


@pages.get("/contents")
@allow(ANYONE)
@cached("contents")
def overview() -> Response:
    """Articles for individuals, and for organisations where they are signed in (LI-68)."""
    asked = {"kinds": ["article"], "page": asked_page()}
    found = backend.call("listings", "find_contents", asked)
    return page(
        "content/list.html",
        found=found,
        paging=Paging(asked_page(), found["total"], found["per_page"]),
    )


@pages.get("/contents/<content_id>")
@allow(ANYONE)
@cached("contents")
def show(content_id: str) -> Response:
    """One text; of the library also its earlier editions (LI-71)."""
    asked: dict[str, object] = {"content_id": content_id[:100]}
    number = request.args.get("number", "")
    if number.isdecimal() and int(number[:6]) > 0:
        asked["number"] = int(number[:6])
    found = backend.call("listings", "get_content", asked)
    return page("content/show.html", found=found)


@pages.get("/library")
@allow(ANYONE)
@cached("contents")
def library() -> Response:
    """The library in its newest editions (LI-71)."""
    asked = {"kinds": ["library"], "page": asked_page()}
    found = backend.call("listings", "find_contents", asked)
    return page(
        "content/library.html",
        found=found,
        paging=Paging(asked_page(), found["total"], found["per_page"]),
    )


@pages.get("/faq")
@allow(ANYONE)
@cached("contents")
def faq() -> Response:
    """よくある質問 by category (LI-72)."""
    asked = {"kinds": ["faq"]}
    entries = with_the_rest(backend.call("listings", "find_contents", asked), asked)
    groups = [
        (category, list(grouped))
        for category, grouped in groupby(entries, key=lambda item: str(item["content"]["category"]))
    ]
    return page("content/faq.html", groups=groups)


@pages.get("/content/pictures/<picture_id>")
@allow(ANYONE)
def picture(picture_id: str) -> Response:
    """A picture of a text; it never changes."""
    found = backend.call("listings", "get_content_picture", {"picture_id": picture_id[:100]})
    response = Response(base64.b64decode(found["content"]), mimetype=found["media_type"])
    response.headers["Cache-Control"] = f"public, max-age={MONTH}, immutable"
    return response


@pages.get("/press")
@allow(ANYONE)
@cached("contents")
def press_room() -> Response:
    """プレスルーム: press releases of organisations, newest first (LI-69)."""
    found = backend.call("listings", "find_press_releases", {"page": asked_page()})
    return page("press/room.html", found=found, paging=Paging(asked_page(), found["total"]))


@pages.get("/press/<press_release_id>")
@allow(ANYONE)
@cached("contents")
def press_release(press_release_id: str) -> Response:
    """One press release."""
    found = backend.call(
        "listings", "get_press_release", {"press_release_id": press_release_id[:100]}
    )
    return page("press/show.html", found=found)
