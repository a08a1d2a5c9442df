"""The history of a listing: what happened, any earlier state, the difference between two."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from flask_babel import gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import RECRUITERS, Role
from gateway.backend import backend
from gateway.pages.own_listing import required_own
from gateway.web.history_words import entry_in_words
from gateway.web.listing_contents import change_rows, item_text
from gateway.web.page import Pages, page

pages = Pages("listing_history")

ORGANISATION, OFFICE = "organisation", "office"
MOST_DIGITS = 6


@pages.get("/organisation/listings/<listing_id>/history")
@allow(RECRUITERS)
def own_history(listing_id: str) -> Response:
    """Who changed what of an own listing, and when."""
    return _history(listing_id, ORGANISATION)


@pages.get("/office/listings/<listing_id>/history")
@allow(Role.SECRETARIAT)
def history(listing_id: str) -> Response:
    """Who changed what of a listing, and when."""
    return _history(listing_id, OFFICE)


@pages.get("/organisation/listings/<listing_id>/history/<int(min=1, max=1000000):number>")
@allow(RECRUITERS)
def own_state(listing_id: str, number: int) -> Response:
    """An own listing as it was."""
    return _state(listing_id, number, ORGANISATION)


@pages.get("/office/listings/<listing_id>/history/<int(min=1, max=1000000):number>")
@allow(Role.SECRETARIAT)
def state(listing_id: str, number: int) -> Response:
    """A listing as it was."""
    return _state(listing_id, number, OFFICE)


@pages.get("/organisation/listings/<listing_id>/history/difference")
@allow(RECRUITERS)
def own_difference(listing_id: str) -> Response:
    """In which items two states of an own listing differ."""
    return _difference(listing_id, ORGANISATION)


@pages.get("/office/listings/<listing_id>/history/difference")
@allow(Role.SECRETARIAT)
def difference(listing_id: str) -> Response:
    """In which items two states of a listing differ."""
    return _difference(listing_id, OFFICE)


def _history(listing_id: str, area: str) -> Response:
    listing, found = _ask(listing_id, "get_listing_history", {})
    entries = [_in_words(entry, area) for entry in found["items"]]
    for entry in entries:
        entry["changed"] = "、".join(item_text(name) for name in entry["changed_items"])
    return _page("listing/history.html", listing, area, entries=entries)


def _state(listing_id: str, number: int, area: str) -> Response:
    listing, found = _ask(listing_id, "get_listing_state", {"number": number})
    return _page("listing/state.html", listing, area, entry=_in_words(found, area))


def _difference(listing_id: str, area: str) -> Response:
    asked = {name: _asked_number(name) for name in ("earlier", "later")}
    listing, found = _ask(listing_id, "get_listing_difference", asked)
    return _page(
        "listing/difference.html",
        listing,
        area,
        earlier=_in_words(found["earlier"], area),
        later=_in_words(found["later"], area),
        language=found["language"],
        changes=change_rows(found["changes"]),
        unchanged="、".join(item_text(name) for name in found["unchanged"]),
    )


def _asked_number(name: str) -> int:
    text = request.args.get(name, "")
    if not (text.isdecimal() and len(text) <= MOST_DIGITS and int(text)):
        abort(404)
    return int(text)


def _ask(listing_id: str, operation: str, more: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    found = backend.gather(
        {
            "listing": ("listings", "get_listing", {"listing_id": listing_id}),
            "asked": ("listings", operation, {"listing_id": listing_id, **more}),
        },
        needed={"listing", "asked"},
    )
    return required_own(found["listing"]), found["asked"]


def _in_words(entry: dict[str, Any], area: str) -> dict[str, Any]:
    return entry_in_words(entry, with_ids=area == OFFICE)


def _page(template: str, listing: dict[str, Any], area: str, **values: Any) -> Response:
    trail = (gettext("登録・修正依頼の確認"), "/office/listings")
    if area == ORGANISATION:
        trail = (gettext("求人公募情報管理"), "/organisation/listings")
    shown = (listing["title"], f"/{area}/listings/{listing['listing_id']}")
    at = f"{shown[1]}/history"
    return page(template, listing=listing, area=area, trail=[trail, shown], at=at, **values)
