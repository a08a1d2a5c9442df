"""Adding and removing favourites; their lists are part of 「お気に入り/応募一覧」 (LI-59 to LI-62)."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind
from gateway.web.page import Pages, page
from services.kernel.contracts.rpc import Refused

pages = Pages("favourites")

PLACES = {"overview": "my_applications.overview", "status": "job_seeker.status"}


@pages.route("/listings/<data_number>/favourite", methods=["POST"])
@allow(Role.INDIVIDUAL)
def add(data_number: str) -> Response:
    """「お気に入りに登録する」 of the detail page (LI-59)."""
    return _changed(data_number, "add_favourite", gettext("お気に入りに登録しました。"))


@pages.route("/listings/<data_number>/favourite/removal", methods=["POST"])
@allow(Role.INDIVIDUAL)
def remove_from_page(data_number: str) -> Response:
    """「お気に入りから外す」 of the detail page (LI-60)."""
    return _changed(data_number, "remove_favourite", gettext("お気に入りから外しました。"))


@pages.route(
    "/mypage/favourites/<listing_id>/removal/<any(overview, status):place>", methods=["POST"]
)
@allow(Role.INDIVIDUAL)
def remove(listing_id: str, place: str) -> Response:
    """「お気に入りから外す」 of a list, whatever has become of the listing (D-57)."""
    form = FormKind().open()
    done = form.send("listings", "remove_favourite", listing_id=listing_id)
    target = url_for(PLACES[place])
    if done:
        return done.to(target, gettext("お気に入りから外しました。"))
    return redirect(target, 303)


def _changed(data_number: str, operation: str, told: str) -> Response:
    if len(data_number) > 20 or not data_number.isalnum():
        raise Refused({"code": "not-found", "kind": "not-found"})
    listing: Any = backend.call("listings", "get_listing", {"data_number": data_number})
    form = FormKind().open()
    done = form.send("listings", operation, listing_id=listing["listing_id"])
    if done:
        return done.to(url_for("listing.show", data_number=data_number), told)
    return page("favourites/refused.html", form=form, listing=listing)
