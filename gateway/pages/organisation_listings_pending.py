"""登録/修正依頼中の求人公募情報, and what happened to a listing (LI-33 to LI-35, GW-43)."""

from __future__ import annotations

from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import RECRUITERS
from gateway.backend import backend
from gateway.pages.own_listing import own_listing
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


@pages.get("/organisation/listings/pending")
@allow(RECRUITERS)
def pending() -> Response:
    """All listings in 「登録依頼中」 or 「修正依頼中」 (LI-33)."""
    found = backend.call("listings", "find_pending_listings", {"page": asked_page()})
    return page(
        "organisation_listings/pending.html",
        found=found,
        paging=Paging(asked_page(), found["total"]),
    )


@pages.get("/organisation/listings/<listing_id>")
@allow(RECRUITERS)
def show(listing_id: str) -> Response:
    """One own listing, read-only, with the address for changes while it is pending (LI-34)."""
    listing = own_listing(listing_id)
    return page("organisation_listings/show.html", listing=listing)
