"""The menu of an organisation and its registered data (GW-40, GW-43, ID-80)."""

from __future__ import annotations

from flask import abort, current_app
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.sessions import current_viewer
from gateway.auth.viewer import RECRUITERS, Viewer
from gateway.backend import backend
from gateway.backend.backend import Call
from gateway.pages.account_words import CATEGORIES, INSTITUTION_TYPES, KINDS
from gateway.pages.organisation_words import CONFIRMATIONS
from gateway.web.menus import Menus
from gateway.web.page import MenuEntry, Pages, page

pages = Pages(
    "organisation",
    menu=(
        MenuEntry(
            "organisation", lazy_gettext("求人機関メニュー"), "organisation.home", 1, "", RECRUITERS
        ),
        MenuEntry(
            "organisation",
            lazy_gettext("登録情報確認"),
            "organisation.profile",
            400,
            lazy_gettext("アカウント情報"),
            RECRUITERS,
        ),
        MenuEntry(
            "organisation",
            lazy_gettext("求人公募情報検索"),
            "search.listings",
            600,
            lazy_gettext("検索"),
            RECRUITERS,
        ),
    ),
)

TREE_ENDS = 600
"""Up to here the orders of the menu tree; what follows are other ways from the menu (GW-40)."""


@pages.get("/organisation")
@allow(RECRUITERS)
def home() -> Response:
    """求人機関メニュー: the tree of what an organisation can do, and what waits for it."""
    viewer = current_viewer()
    menus: Menus = current_app.extensions["menus"]
    groups = [(group, entries) for group, entries in menus.of("organisation", viewer) if str(group)]
    return page(
        "organisation_menu/home.html",
        tree=[one for one in groups if one[1][0].order < TREE_ENDS],
        further=[one for one in groups if one[1][0].order >= TREE_ENDS],
        found={} if viewer.lacks_organisation else backend.gather(_waiting(viewer)),
        kinds=KINDS,
    )


def _waiting(viewer: Viewer) -> dict[str, Call]:
    calls: dict[str, Call] = {
        "organisation": (
            "identity",
            "get_organisation",
            {"organisation_id": viewer.organisation_id or ""},
        ),
        "pending": ("listings", "find_pending_listings", {}),
        "mails": ("messaging", "find_organisation_mails", {"answered": "no", "limit": 1}),
    }
    if viewer.is_full_organisation:
        calls["scouts"] = ("messaging", "find_scout_messages", {"limit": 1})
    return calls


@pages.get("/organisation/profile")
@allow(RECRUITERS)
def profile() -> Response:
    """登録情報確認: the registered data, which only the secretariat changes (ID-80, ID-81)."""
    organisation_id = current_viewer().organisation_id
    if organisation_id is None:
        abort(404)
    organisation = backend.call(
        "identity", "get_organisation", {"organisation_id": organisation_id}
    )
    return page(
        "organisation_menu/profile.html",
        organisation=organisation,
        kinds=KINDS,
        categories=CATEGORIES,
        types=INSTITUTION_TYPES,
        confirmations=CONFIRMATIONS,
    )
