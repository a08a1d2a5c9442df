"""Everything held about the person as a download, and the history of the own account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from flask import current_app, make_response, render_template
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.pages.data_words import HISTORY, KEYS, PARTS, SESSION_ENDS, VALUES
from gateway.pages.registration_shown import comma
from gateway.pages.registration_words import SECTIONS
from gateway.web.held_data import held_data
from gateway.web.page import MenuEntry, Pages, page

_MINE = frozenset({Role.INDIVIDUAL})
Fact = tuple[str, str]

pages = Pages(
    "my_data",
    "/mypage",
    menu=(
        MenuEntry("mypage", lazy_gettext("アカウントの履歴"), "my_data.history", 45, roles=_MINE),
        MenuEntry("mypage", lazy_gettext("データの開示"), "my_data.overview", 46, roles=_MINE),
    ),
)


@pages.get("/history")
@allow(Role.INDIVIDUAL)
def history() -> Response:
    """What happened to the own account, in plain words, newest first."""
    found = backend.call("identity", "get_account_history", {"limit": 100})
    return page("my_data/history.html", entries=[(one["at"], _told(one)) for one in found["items"]])


@pages.get("/data")
@allow(Role.INDIVIDUAL)
def overview() -> Response:
    """What the download is and where it begins."""
    return page("my_data/overview.html")


@pages.get("/data/everything.json")
@allow(Role.INDIVIDUAL)
def as_json() -> Response:
    """Everything held, by service, for machines."""
    document = {"made_at": _now(), "services": held_data()}
    body = orjson.dumps(document, option=orjson.OPT_INDENT_2)
    return _download(body, "application/json", "json")


@pages.get("/data/everything.html")
@allow(Role.INDIVIDUAL)
def as_html() -> Response:
    """Everything held, by service, for reading: one file that needs nothing else."""
    parts = [
        (PARTS.text(part["name"]), [list(_facts(item)) for item in part["items"]])
        for held in held_data().values()
        for part in held
    ]
    body = render_template("my_data/everything.html", parts=parts, made_at=_now())
    return _download(body.encode(), "text/html; charset=utf-8", "html")


def _now() -> str:
    moment: str = current_app.extensions["clock"].now().isoformat(timespec="seconds")
    return moment


def _download(body: bytes, kind: str, ending: str) -> Response:
    response = make_response(body)
    response.headers["Content-Type"] = kind
    response.headers["Content-Disposition"] = f'attachment; filename="kakehashi-data.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _told(entry: Mapping[str, Any]) -> str:
    what = entry["what"]
    if what == "logged-out":
        return SESSION_ENDS.text(entry.get("reason", "logout"))
    text = HISTORY.text(what)
    if entry.get("sections"):
        names = [SECTIONS.text(name) for name in entry["sections"]]
        text = f"{text} ({comma().join(names)})"
    if entry.get("day"):
        text = f"{text} ({str(entry['day']).replace('-', '/')})"
    return text


def _facts(item: Mapping[str, Any], path: str = "") -> Iterator[Fact]:
    """Every value of an item with its name in words; what is empty is left out."""
    for key, value in item.items():
        label = f"{path}{KEYS.text(key)}"
        if isinstance(value, Mapping):
            yield from _facts(value, f"{label} / ")
        elif isinstance(value, list) and any(isinstance(one, Mapping) for one in value):
            for number, one in enumerate(value, start=1):
                yield from _facts(one, f"{label} {number} / ")
        elif isinstance(value, list):
            if value:
                yield label, comma().join(_word(one) for one in value)
        elif value not in (None, ""):
            yield label, _word(value)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return VALUES.text("yes" if value else "no")
    return VALUES.text(str(value))
