"""登録/修正依頼中の求人公募情報, and what happened to a listing (LI-33 to LI-35, GW-43)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import RECRUITERS
from gateway.backend import backend
from gateway.pages.own_listing import own_listing
from gateway.web.list_files import ListFile, column
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page

pages = Pages(
    "organisation_listings_pending",
    menu=(
        MenuEntry(
            "organisation",
            lazy_gettext("登録/修正依頼中の求人公募情報"),
            "organisation_listings_pending.pending",
            30,
            lazy_gettext("求人公募情報管理"),
            RECRUITERS,
        ),
    ),
)


def _state(item: Mapping[str, Any]) -> str:
    return str(gettext("修正依頼中") if item["pending"] == "amendment" else gettext("登録依頼中"))


PENDING = ListFile(
    "pending",
    lazy_gettext("登録/修正依頼中の求人公募情報"),
    (
        column("data_number", lazy_gettext("データ番号")),
        column("title", lazy_gettext("求人件名")),
        column("state", lazy_gettext("状態"), _state),
        column("requested_at", lazy_gettext("依頼日時"), kind="moment"),
    ),
)


@pages.get("/organisation/listings/pending")
@allow(RECRUITERS)
def pending() -> Response:
    """All listings in 「登録依頼中」 or 「修正依頼中」 (LI-33)."""

    def ask(number: int) -> Any:
        return backend.call("listings", "find_pending_listings", {"page": number})

    if saved := PENDING.of(ask):
        return saved
    found = ask(asked_page())
    return page(
        "organisation_listings/pending.html",
        found=found,
        paging=Paging(asked_page(), found["total"], files=True),
    )


@pages.get("/organisation/listings/<listing_id>")
@allow(RECRUITERS)
def show(listing_id: str) -> Response:
    """One own listing, read-only, with the address for changes while it is pending (LI-34)."""
    listing = own_listing(listing_id)
    return page("organisation_listings/show.html", listing=listing)
