"""The detail page of a listing (LI-02 to LI-10, LI-64, GW-36)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import current_app, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import ANYONE, allow
from gateway.backend import backend
from gateway.backend.views import count_view
from gateway.pages.listing_machine_data import described
from gateway.web.cache import cached
from gateway.web.listing_words import TRAININGS
from gateway.web.page import Pages, page
from services.kernel.contracts.rpc import Refused

pages = Pages("listing")


@pages.get("/listings/<data_number>")
@allow(ANYONE)
@cached("listing:{data_number}")
def show(data_number: str) -> Response:
    """Everything about one public listing; 404 for what the caller may not see (LI-23, LI-42).

    A pre-announcement that has given way leads to the public recruitment that follows (LI-45).
    """
    if len(data_number) > 20 or not data_number.isalnum():
        raise Refused({"code": "not-found", "kind": "not-found"})
    try:
        listing = backend.call("listings", "get_listing", {"data_number": data_number})
    except Refused as refused:
        if refused.code != "listing-replaced":
            raise
        followed_by = refused.params["followed_by"]
        return redirect(url_for("listing.show", data_number=followed_by), 302)
    if listing["public"]:
        count_view(listing["listing_id"], listing["organisation_id"])
    training = listing["kind"] in TRAININGS
    return page(
        "listing/show.html",
        listing=listing,
        section="trainings" if training else "jobs",
        list_title=gettext("研修・イベント情報") if training else gettext("求人・インターン情報"),
        list_url=url_for("search.trainings" if training else "search.jobs"),
        days_left=_days_left(listing),
        described=described(listing, current_app.extensions["settings"].public_url),
    )


def _days_left(listing: Mapping[str, Any]) -> int | None:
    """Days until recruitment ends, today included; None when it is open or over."""
    end = (listing["recruitment"] or {}).get("end_on")
    if end is None or listing["recruitment_state"] != "open":
        return None
    today: date = current_app.extensions["clock"].today()
    return (date.fromisoformat(end) - today).days
