"""Saved search conditions: save, run with one press, delete (LI-57)."""

from __future__ import annotations

from flask import request, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.utils import redirect
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import Role
from gateway.backend import backend
from gateway.forms import FormKind
from gateway.pages.saved_search_conditions import address_of, conditions_in, shown_searches
from gateway.web.page import MenuEntry, Pages, page

pages = Pages(
    "saved_searches",
    "/mypage/searches",
    menu=(
        MenuEntry(
            "mypage",
            lazy_gettext("保存した検索条件"),
            "saved_searches.overview",
            order=72,
            roles=frozenset({Role.INDIVIDUAL}),
        ),
    ),
)


@pages.get("")
@allow(Role.INDIVIDUAL)
def overview() -> Response:
    """All saved conditions, each with 「検索」 and 「削除」."""
    found = backend.call("listings", "find_saved_searches")
    return page("saved_searches/overview.html", searches=shown_searches(found))


@pages.route("", methods=["POST"])
@allow(Role.INDIVIDUAL)
def save() -> Response:
    """「この条件を保存する」 of a search page: what its address asks for."""
    form = FormKind().open()
    asked = conditions_in(request.form.get("section", ""), request.form.get("query", ""))
    done = form.send("listings", "save_search_condition", conditions=asked)
    if done:
        return done.to(url_for(".overview"), gettext("検索条件を保存しました。"))
    return page("saved_searches/refused.html", form=form, back=address_of(asked))


@pages.route("/<condition_id>/deletion", methods=["POST"])
@allow(Role.INDIVIDUAL)
def delete(condition_id: str) -> Response:
    """「削除」; what is gone already is not missed."""
    form = FormKind().open()
    done = form.send("listings", "delete_search_condition", condition_id=condition_id)
    if done:
        return done.to(url_for(".overview"), gettext("検索条件を削除しました。"))
    return redirect(url_for(".overview"), 303)
