"""修正・一時保存: amending registered listings (LI-26 to LI-32)."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask_babel import gettext, lazy_gettext
from werkzeug.wrappers import Response

from gateway.auth.allow import allow
from gateway.auth.viewer import RECRUITERS
from gateway.backend import backend
from gateway.pages.organisation_listings_form import ask, expiry, open_form, send
from gateway.pages.own_listing import completed, own_listing
from gateway.web.list_files import ListFile, column
from gateway.web.listing_words import recruitment_text, state_text
from gateway.web.page import MenuEntry, Pages, page
from gateway.web.paging import Paging, asked_page

pages = Pages(
    "organisation_listings_amendments",
    menu=(
        MenuEntry(
            "organisation",
            lazy_gettext("修正・一時保存"),
            "organisation_listings_amendments.amendable",
            20,
            lazy_gettext("求人公募情報管理"),
            RECRUITERS,
        ),
    ),
)


AMENDABLE = ListFile(
    "amendable",
    lazy_gettext("修正・一時保存"),
    (
        column("data_number", lazy_gettext("データ番号")),
        column("title", lazy_gettext("求人件名")),
        column("state", lazy_gettext("状態"), state_text),
        column(
            "recruitment",
            lazy_gettext("募集期間"),
            lambda item: recruitment_text(item["recruitment"]),
        ),
    ),
)


@pages.get("/organisation/listings/amendments")
@allow(RECRUITERS)
def amendable() -> Response:
    """The registered listings that can be amended (LI-26)."""

    def listed(number: int) -> Any:
        asked = {"amendable": True, "page": number}
        return backend.call("listings", "find_own_listings", asked)

    if saved := AMENDABLE.of(listed):
        return saved
    found = listed(asked_page())
    return page(
        "organisation_listings/amendable.html",
        found=found,
        paging=Paging(asked_page(), found["total"], files=True),
    )


@pages.route("/organisation/listings/<listing_id>/amend", methods=["GET", "POST"])
@allow(RECRUITERS)
def amend(listing_id: str) -> Response:
    """The form with the contents as saved last, or as they are valid (LI-26, LI-29)."""
    listing = own_listing(listing_id)
    if listing["pending"]:
        return redirect(url_for("organisation_listings_pending.show", listing_id=listing_id), 303)
    amendment = listing["amendment"]
    begun = amendment["content"] if amendment["state"] == "draft" else listing["content"]
    form = open_form(begun, version=listing["version"])
    known = {"listing_id": listing_id, "expected_version": form.version}
    if form.step == "save":
        done = send(form, "draft_listing_amendment", **known)
        if done:
            return done.to(url_for("organisation_listings_amendments.saved", listing_id=listing_id))
    if form.step == "send":
        done = send(form, "request_listing_amendment", confirmed=True, **known)
        if done:
            return done.to(
                url_for("organisation_listings_amendments.requested", listing_id=listing_id)
            )
    if form.step == "confirm":
        # A recruitment that ends by an amendment is over: only the amendment itself is checked.
        checked = ask(form, "check_listing", amends=True, listing_id=listing_id)
        if checked:
            changed = [
                name
                for name, value in checked["content"].items()
                if value != listing["content"].get(name)
            ]
            return page(
                "organisation_listings/confirm.html",
                form=form,
                content=checked["content"],
                changed=changed,
                title=gettext("修正内容の確認"),
                submit=gettext("修正依頼"),
            )
    return page(
        "organisation_listings/entry.html",
        form=form,
        title=gettext("求人公募情報の修正"),
        listing=listing,
        expiry=expiry(form),
        can_save=True,
        back=url_for("organisation_listings_amendments.amendable"),
    )


@pages.get("/organisation/listings/<listing_id>/amend/saved")
@allow(RECRUITERS)
def saved(listing_id: str) -> Response:
    """一時保存完了 of an amendment."""
    return _completed(
        listing_id,
        gettext("一時保存完了"),
        gettext("修正内容を一時保存しました。まだ修正依頼は行われていません。"),
        1,
    )


@pages.get("/organisation/listings/<listing_id>/amend/requested")
@allow(RECRUITERS)
def requested(listing_id: str) -> Response:
    """The completion page of an amendment request (LI-29)."""
    return _completed(
        listing_id,
        gettext("修正依頼完了"),
        gettext(
            "修正依頼を受け付けました。事務局の確認が終わるまで、公開中の内容は変わりません。サイト反映日はメールでお知らせします。"
        ),
        3,
    )


def _completed(listing_id: str, title: str, text: str, step: int) -> Response:
    back = (
        gettext("修正・一時保存へ"),
        url_for("organisation_listings_amendments.amendable"),
    )
    return completed(listing_id, title, text, step, back=back)
