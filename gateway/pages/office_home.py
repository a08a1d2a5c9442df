"""The home of the back office: the open work of each list (GW-15, GW-48 to GW-51)."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import INTERNAL
from gateway.backend import Absent, backend
from gateway.pages.account_words import ROLES
from gateway.pages.office_work import WORK, Call, WorkList
from gateway.web.menus import Menus
from gateway.web.page import MenuEntry, Pages, page

pages = Pages(
    "office",
    menu=(MenuEntry("office", lazy_gettext("事務局画面トップ"), "office.home", 1),),
)


@pages.get("/office")
@allow(INTERNAL)
def home() -> Response:
    """The counts of the caller's lists, asked for at once; what is away is said to be so."""
    viewer = current_viewer()
    mine = [
        (area, [one for one in area.lists if viewer.role in one.roles])
        for area in WORK
        if any(viewer.role in one.roles for one in area.lists)
    ]
    today = current_app.extensions["clock"].today()
    calls: dict[str, Call] = {}
    for _, lists in mine:
        for one in lists:
            call = one.call(today)
            calls[_key(call)] = call
    found = backend.gather(calls)
    menus: Menus = current_app.extensions["menus"]
    return page(
        "office/home.html",
        work=[
            (area, [(one, _total(one, found[_key(one.call(today))]), _url(one)) for one in lists])
            for area, lists in mine
        ],
        groups=[(group, entries) for group, entries in menus.of("office", viewer) if str(group)],
        role=ROLES[viewer.role],
    )


def _key(call: Call) -> str:
    service, operation, payload = call
    return f"{service}.{operation} {sorted(payload.items())}"


def _total(one: WorkList, answer: Any) -> int | None:
    return None if isinstance(answer, Absent) else one.total(answer)


def _url(one: WorkList) -> str | None:
    if one.endpoint not in current_app.view_functions:
        return None
    return url_for(one.endpoint, **one.query)  # type: ignore[arg-type]
