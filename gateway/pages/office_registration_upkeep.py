"""Extension of registrations and confirmation of data in the back office (GW-48, ID-16, ID-17)."""

from __future__ import annotations

from datetime import date

from flask import current_app, request
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.pages.office_work import EXTENSIONS_AHEAD
from gateway.pages.registration_words import STATUSES
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import SIZE, Paging, asked_page

_OFFICE = frozenset({Role.SECRETARIAT})

pages = Pages(
    "office_registration_upkeep",
    "/office/registrations",
    menu=(
        MenuEntry(
            "office",
            lazy_gettext("延長登録の状況"),
            "office_registration_upkeep.extensions",
            order=102,
            group=lazy_gettext("個人"),
            roles=_OFFICE,
        ),
        MenuEntry(
            "office",
            lazy_gettext("登録情報確認（個人）"),
            "office_registration_upkeep.confirmations",
            order=103,
            group=lazy_gettext("個人"),
            roles=_OFFICE,
        ),
    ),
)


@pages.get("/extensions")
@allow(Role.SECRETARIAT)
def extensions() -> Response:
    """Due, notified, extended and lapsed in a chosen period, and who is due (ID-16)."""
    number = asked_page()
    start = _asked_day("first", current_app.extensions["clock"].today())
    last = max(start, _asked_day("last", start + EXTENSIONS_AHEAD))
    period = {"first_on": start.isoformat(), "last_on": last.isoformat()}
    part = {"limit": SIZE, "offset": (number - 1) * SIZE}
    found = backend.gather(
        {
            "overview": ("identity", "get_extension_overview", period),
            "people": ("identity", "find_extensions", {**period, **part}),
        },
        needed={"overview", "people"},
    )
    return page(
        "office_registration_upkeep/extensions.html",
        first_on=period["first_on"],
        last_on=period["last_on"],
        overview=found["overview"],
        found=found["people"],
        paging=Paging(number, found["people"]["total"]),
    )


@pages.get("/confirmations")
@allow(Role.SECRETARIAT)
def confirmations() -> Response:
    """Who was asked to confirm the registered data and has not yet (ID-17)."""
    number = asked_page()
    found = backend.call(
        "identity", "find_confirmations", {"limit": SIZE, "offset": (number - 1) * SIZE}
    )
    return page(
        "office_registration_upkeep/confirmations.html",
        found=found,
        paging=Paging(number, found["total"]),
        statuses=STATUSES,
    )


def _asked_day(name: str, otherwise: date) -> date:
    try:
        asked = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return otherwise
    return asked if 1900 <= asked.year <= 2998 else otherwise
